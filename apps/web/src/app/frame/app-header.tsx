'use client';

import { Group } from '@mantine/core';
import { AccountMenu } from '@/features/account/account-menu';
import { useSession } from '@/features/account/session-provider';
import { OrganizationSwitcher } from '@/features/organization/organization-switcher';
import { Bar } from './bar';
import { ColorSchemeMenu } from './color-scheme-menu';
import { NavLinks } from './nav-links';

export const AppHeader = ({ canSignUp }: { canSignUp?: boolean }) => {
  const isSignedIn = useSession().status === 'signedIn';
  return (
    <Bar home={isSignedIn ? '/videos' : '/'}>
      {isSignedIn && <NavLinks />}
      <Group gap="xs" wrap="nowrap" ml="auto">
        <OrganizationSwitcher />
        <ColorSchemeMenu />
        <AccountMenu canSignUp={canSignUp} />
      </Group>
    </Bar>
  );
};
