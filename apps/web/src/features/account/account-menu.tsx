'use client';

import { Button, Group, Menu, Text, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { client } from './client';
import { sessionHint } from './session-hint';
import { useSession } from './session-provider';

/** Who is signed in, with the way out; or the ways in. */
export const AccountMenu = () => {
  const session = useSession();
  const signOut = useMutation({
    mutationFn: client.auth.logout,
    onSuccess: () => sessionHint.end({ hasLeft: true }),
  });

  if (session.status === 'anonymous') {
    return (
      <Group gap="xs">
        <Button component={Link} href="/sign-in" variant="subtle">
          Sign in
        </Button>
        <Button component={Link} href="/sign-up">
          Sign up
        </Button>
      </Group>
    );
  }
  if (session.status !== 'signedIn') return null;

  const { name, email } = session.user;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton aria-label={`Account of ${name ?? email}`}>
          <Text size="sm" fw={500} truncate maw={{ base: 140, sm: 280 }}>
            {name ?? email} ▾
          </Text>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{email}</Menu.Label>
        <Menu.Item onClick={() => signOut.mutate()} closeMenuOnClick={false} disabled={signOut.isPending}>
          {signOut.isError ? 'Could not sign out. Try again' : 'Sign out'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
