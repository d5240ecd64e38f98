'use client';

import { Button, Group, Text } from '@mantine/core';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { signInFor, signUpFor } from '../account/sign-in/next-page';

/** The forms return here: the token stays in the fragment, so no server sees it. */
export const SignInFirst = ({ email, token }: { email: string; token: string }) => {
  const pathname = usePathname();
  const fragment = `#${token}`;
  return (
    <>
      <Text>
        The invitation is for <strong>{email}</strong>. Sign in with this address, or sign up if you don't have an
        account yet.
      </Text>
      <Group>
        <Button component={Link} href={signInFor(pathname) + fragment}>
          Sign in
        </Button>
        <Button component={Link} href={signUpFor(pathname) + fragment} variant="default">
          Sign up
        </Button>
      </Group>
    </>
  );
};
