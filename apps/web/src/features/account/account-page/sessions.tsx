'use client';

import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { client } from '../client';
import { SignOutEverywhere } from '../sign-out-everywhere';
import { SessionRow } from './session-row';
import styles from './sessions.module.css';
import { SESSIONS_KEY } from './sessions-key';

/** The user's sessions, with buttons to sign out one or all of them. */
export const Sessions = ({ userId }: { userId: string }) => {
  const { data, error, refetch } = useQuery({
    queryKey: [...SESSIONS_KEY, userId],
    queryFn: ({ signal }) => client.auth.sessions(signal),
  });
  const [isConfirming, confirm] = useDisclosure(false);
  return (
    <Stack>
      {data && (
        <ul className={styles.list}>
          {data.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      {!data && !error && <SessionsSkeleton />}
      {error && (
        <Alert color="red" title="Couldn't load your sessions">
          {error.message}
          <Button size="compact-sm" variant="default" mt="xs" display="block" onClick={() => void refetch()}>
            Try again
          </Button>
        </Alert>
      )}
      <Button variant="default" onClick={confirm.open} style={{ alignSelf: 'flex-start' }}>
        Sign out everywhere
      </Button>
      <SignOutEverywhere opened={isConfirming} onClose={confirm.close} />
    </Stack>
  );
};

const SessionsSkeleton = () => (
  <Stack gap="sm" role="status" aria-label="Loading sessions">
    <Skeleton height={44} />
    <Skeleton height={44} />
  </Stack>
);
