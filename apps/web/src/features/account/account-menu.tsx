'use client';

import { Button, Group, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconDevices, IconLogout, IconUser, IconUserCircle } from '@tabler/icons-react';
import Link from 'next/link';
import { useSession } from './session-provider';
import { SignOutEverywhere } from './sign-out-everywhere';
import { useSignOut } from './use-sign-out';

/** Who is signed in, with the ways out; or the ways in. */
export const AccountMenu = () => {
  const session = useSession();
  if (session.status === 'anonymous') return <WaysIn />;
  if (session.status !== 'signedIn') return null;
  return <SignedIn name={session.user.name ?? session.user.email} email={session.user.email} />;
};

const WaysIn = () => (
  <Group gap="xs" wrap="nowrap">
    <Button component={Link} href="/sign-in" variant="subtle" color="gray" px="sm">
      Sign in
    </Button>
    <Button component={Link} href="/sign-up" px="sm">
      Sign up
    </Button>
  </Group>
);

const SignedIn = ({ name, email }: { name: string; email: string }) => {
  const signOut = useSignOut();
  const [isAsking, asking] = useDisclosure(false);
  return (
    <>
      <Menu position="bottom-end" width={240} withinPortal={false}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            px="xs"
            aria-label={`Account of ${name}`}
            leftSection={<IconUserCircle size={22} stroke={1.75} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            <Text span size="sm" fw={550} maw={200} truncate visibleFrom="sm">
              {name}
            </Text>
          </Button>
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
          <Menu.Item component={Link} href="/account" leftSection={<IconUser size={16} />}>
            Account
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLogout size={16} />}
            onClick={() => signOut.mutate('here')}
            closeMenuOnClick={false}
            disabled={signOut.isPending}
          >
            {signOut.isError ? 'Could not sign out. Try again' : 'Sign out'}
          </Menu.Item>
          <Menu.Item leftSection={<IconDevices size={16} />} onClick={asking.open}>
            Sign out everywhere
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SignOutEverywhere opened={isAsking} onClose={asking.close} />
    </>
  );
};
