'use client';

import { usePathname, useRouter } from 'next/navigation';
import { organizationPage } from '@/urls/organization-urls';
import { useOrganization } from './organization-context';

/** Switches to another organization of the user, and leaves a page that belongs to the previous one. */
export const useSwitch = (): ((organizationId: string) => void) => {
  const { choose } = useOrganization();
  const pathname = usePathname();
  const router = useRouter();
  return (organizationId) => {
    choose(organizationId);
    if (pathname.startsWith('/videos/')) router.push('/videos');
    if (pathname.startsWith('/organizations/')) router.push(organizationPage(organizationId));
  };
};
