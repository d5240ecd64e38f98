'use client';

import { NativeSelect } from '@mantine/core';
import { usePathname, useRouter } from 'next/navigation';
import { useOrganizationIfSignedIn } from './organization-context';
import styles from './organization-switcher.module.css';

/** Hidden for users with only one organization. */
export const OrganizationSwitcher = () => {
  const organization = useOrganizationIfSignedIn();
  const pathname = usePathname();
  const router = useRouter();
  if (!organization || organization.organizations.length < 2) return null;
  const { current, organizations, choose } = organization;
  const change = (organizationId: string) => {
    choose(organizationId);
    // The open video belongs to the previous organization.
    if (pathname.startsWith('/videos/')) router.push('/videos');
  };
  return (
    <NativeSelect
      aria-label="Organization"
      size="sm"
      className={styles.switcher}
      data-organizations
      value={current.id}
      data={organizations.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
};
