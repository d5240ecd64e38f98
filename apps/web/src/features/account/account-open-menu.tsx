'use client';

import { Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDevices, IconLogout, IconPlus, IconTrash, IconUser, IconUsersGroup } from '@tabler/icons-react';
import Link from 'next/link';
import { organizationPage } from '@/urls/organization-urls';
import { useOpenMenu } from '../menu/use-open-menu';
import { CreateOrganizationDialog } from '../organization/create/create-organization-dialog';
import { useOrganization } from '../organization/organization-context';
import { AccountButton } from './account-button';
import { SignOutEverywhere } from './sign-out-everywhere';
import { useSignOut } from './use-sign-out';

const ICON = { size: 16, 'aria-hidden': true } as const;

export const AccountOpenMenu = ({ name, email }: { name: string; email: string }) => {
  const { menu, target } = useOpenMenu();
  const signOut = useSignOut();
  const [isConfirming, confirm] = useDisclosure(false);
  const [isCreating, creation] = useDisclosure(false);
  const { current } = useOrganization();
  return (
    <>
      <Menu {...menu} position="bottom-end" width={240} withinPortal={false}>
        <Menu.Target>
          <AccountButton ref={target} name={name} />
        </Menu.Target>
        <Menu.Dropdown>
          <Text size="sm" fw={600} px="sm" pt="xs" truncate>
            {name}
          </Text>
          {name !== email && (
            <Text size="xs" c="dimmed" px="sm" truncate>
              {email}
            </Text>
          )}
          <Menu.Divider mt="xs" />
          <Menu.Item component={Link} href="/account" leftSection={<IconUser {...ICON} />}>
            Account
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item component={Link} href="/trash" leftSection={<IconTrash {...ICON} />}>
            Trash
          </Menu.Item>
          <Menu.Item component={Link} href={organizationPage(current.id)} leftSection={<IconUsersGroup {...ICON} />}>
            Organization
          </Menu.Item>
          <Menu.Item onClick={creation.open} leftSection={<IconPlus {...ICON} />}>
            New organization
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconLogout {...ICON} />}
            onClick={() => signOut.mutate('here')}
            closeMenuOnClick={false}
            disabled={signOut.isPending}
          >
            {signOut.isError ? "Couldn't sign out. Try again." : 'Sign out'}
          </Menu.Item>
          <Menu.Item leftSection={<IconDevices {...ICON} />} onClick={confirm.open}>
            Sign out everywhere
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <CreateOrganizationDialog opened={isCreating} onClose={creation.close} />
      <SignOutEverywhere opened={isConfirming} onClose={confirm.close} />
    </>
  );
};
