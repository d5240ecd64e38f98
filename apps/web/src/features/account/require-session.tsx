'use client';

import { Alert, Button, Center, Loader, Stack } from '@mantine/core';
import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { sessionHint } from './session-hint';
import { useSession } from './session-provider';
import { signInFor } from './sign-in/next-page';

/** Shows its children to who is signed in. A courtesy only: what may be seen is decided by the API, call by call. */
export const RequireSession = ({ children }: { children: ReactNode }) => {
  const session = useSession();
  const router = useRouter();
  const pathname = usePathname();

  useEffect(() => {
    if (session.status !== 'anonymous') return;
    if (sessionHint.hasLeft()) router.replace('/');
    // The query, too: in the library it holds what was searched for.
    else router.replace(signInFor(pathname + window.location.search + window.location.hash));
  }, [session.status, router, pathname]);

  if (session.status === 'signedIn') return children;
  if (session.status === 'unreachable') {
    return (
      <Stack maw={480} mx="auto" mt="xl">
        <Alert color="red" title="The service does not answer">
          {session.error.message}
        </Alert>
        <Button variant="default" onClick={session.tryAgain}>
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
