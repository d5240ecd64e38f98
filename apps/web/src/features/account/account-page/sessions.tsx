'use client';

import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { client } from '../client';
import { SignOutEverywhere } from '../sign-out-everywhere';
import { SessionRow } from './session-row';
import styles from './sessions.module.css';
import { SESSIONS_KEY } from './sessions-key';

/** Where the user is signed in, with the way to end each of them, and all. */
export const Sessions = ({ userId }: { userId: string }) => {
  const { data, error, refetch } = useQuery({
    queryKey: [...SESSIONS_KEY, userId],
    queryFn: ({ signal }) => client.auth.sessions(signal),
  });
  const [isAsking, asking] = useDisclosure(false);
  return (
    <Stack>
      {data && (
        <ul className={styles.list}>
          {data.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      {!data && !error && <Waiting />}
      {error && (
        <Alert color="red" title="Your sessions could not be loaded">
          {error.message}
          <Button size="compact-sm" variant="default" mt="xs" display="block" onClick={() => void refetch()}>
            Try again
          </Button>
        </Alert>
      )}
      <Button variant="default" onClick={asking.open} style={{ alignSelf: 'flex-start' }}>
        Sign out everywhere
      </Button>
      <SignOutEverywhere opened={isAsking} onClose={asking.close} />
    </Stack>
  );
};

const Waiting = () => (
  <Stack gap="sm" role="status" aria-label="Loading sessions">
    <Skeleton height={44} />
    <Skeleton height={44} />
  </Stack>
);
