'use client';

import { Alert, Button, Center, Loader, Stack } from '@mantine/core';
import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { sessionHint } from './session-hint';
import { useSession } from './session-provider';
import { signInFor } from './sign-in/next-page';

/** Renders its children only when signed in. This is for convenience: the API enforces access on every request. */
export const RequireSession = ({ children }: { children: ReactNode }) => {
  const session = useSession();
  const router = useRouter();
  const pathname = usePathname();

  useEffect(() => {
    if (session.status !== 'anonymous') return;
    if (sessionHint.end() === 'deleted') router.replace('/account-deleted');
    else if (sessionHint.end() === 'signedOut') router.replace('/');
    // The query contains the library's search and filters.
    else router.replace(signInFor(pathname + window.location.search + window.location.hash));
  }, [session.status, router, pathname]);

  if (session.status === 'signedIn') return children;
  if (session.status === 'unreachable') {
    return (
      <Stack maw={480} mx="auto" mt="xl">
        <Alert color="red" title="Couldn't load your account">
          {session.error.message}
        </Alert>
        <Button variant="default" onClick={session.retry} style={{ alignSelf: 'flex-start' }}>
          Try again
        </Button>
      </Stack>
    );
  }
  return (
    <Center mih="40vh">
      <Loader aria-label="Loading" />
    </Center>
  );
};
