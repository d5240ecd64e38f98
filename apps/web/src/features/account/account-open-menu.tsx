'use client';

import { Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDevices, IconLogout, IconUser } from '@tabler/icons-react';
import Link from 'next/link';
import { useOpenMenu } from '../menu/use-open-menu';
import { AccountButton } from './account-button';
import { SignOutEverywhere } from './sign-out-everywhere';
import { useSignOut } from './use-sign-out';

const ICON = { size: 16, 'aria-hidden': true } as const;

export const AccountOpenMenu = ({ name, email }: { name: string; email: string }) => {
  const { menu, target } = useOpenMenu();
  const signOut = useSignOut();
  const [isConfirming, confirm] = useDisclosure(false);
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
      <SignOutEverywhere opened={isConfirming} onClose={confirm.close} />
    </>
  );
};
