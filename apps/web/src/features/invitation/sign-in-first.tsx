'use client';

import { Button, Group, Text } from '@mantine/core';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { signInFor, signUpFor } from '../account/sign-in/next-page';
import { canSignUp, describeRegistration, type Registration } from '../account/sign-in/registration';

type Props = { email: string; token: string; registration: Registration };

/** The forms return here: the token stays in the fragment, so no server sees it. */
export const SignInFirst = ({ email, token, registration }: Props) => {
  const pathname = usePathname();
  const fragment = `#${token}`;
  const hasSignUp = canSignUp(registration, true);
  return (
    <>
      <Text>
        The invitation is for <strong>{email}</strong>. Sign in with this address
        {hasSignUp ? ", or sign up if you don't have an account yet." : '.'}
      </Text>
      {!hasSignUp && (
        <Text>
          {describeRegistration(registration)} If you don't have an account yet, ask the operator of the server for one.
        </Text>
      )}
      <Group>
        <Button component={Link} href={signInFor(pathname) + fragment}>
          Sign in
        </Button>
        {hasSignUp && (
          <Button component={Link} href={signUpFor(pathname) + fragment} variant="default">
            Sign up
          </Button>
        )}
      </Group>
    </>
  );
};
