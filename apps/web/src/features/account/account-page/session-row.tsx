'use client';

import { Badge, Button, Group, Text, ThemeIcon } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ApiError, type SessionView } from '@media/sdk';
import { IconDeviceDesktop, IconDeviceMobile, IconTerminal2 } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { formatAge } from '@/format/format-age';
import { client } from '../client';
import { describeDevice } from './describe-device';
import styles from './sessions.module.css';
import { SESSIONS_KEY } from './sessions-key';

const ICONS = { computer: IconDeviceDesktop, phone: IconDeviceMobile, app: IconTerminal2 };

export const SessionRow = ({ session }: { session: SessionView }) => {
  const { name, inSentence, kind } = describeDevice(session.userAgent);
  const Icon = ICONS[kind];
  return (
    <li className={styles.row}>
      <ThemeIcon variant="light" color="gray" size="lg" aria-hidden>
        <Icon size={18} />
      </ThemeIcon>
      <div>
        <Group gap="xs" style={{ rowGap: 2 }}>
          <Text fw={550} title={session.userAgent ?? undefined}>
            {name}
          </Text>
          {session.isCurrent && (
            <Badge variant="light" color="teal" size="sm">
              This device
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          <span className={styles.fact}>Last active {formatAge(session.lastUsedAt)}</span>
          <span className={styles.fact}>Signed in {formatAge(session.createdAt)}</span>
        </Text>
      </div>
      {!session.isCurrent && <EndSession id={session.id} device={inSentence} />}
    </li>
  );
};

const EndSession = ({ id, device }: { id: string; device: string }) => {
  const queryClient = useQueryClient();
  const end = useMutation({
    mutationFn: () => client.auth.revokeSession(id).catch(ignoreAlreadyEnded),
    onSuccess: () => {
      notifications.show({ message: `Signed out on ${device}.`, color: 'teal' });
      return queryClient.invalidateQueries({ queryKey: SESSIONS_KEY });
    },
    onError: (error) =>
      notifications.show({ title: `Couldn't sign out on ${device}`, message: error.message, color: 'red' }),
  });
  return (
    <Button
      variant="default"
      size="xs"
      loading={end.isPending}
      aria-label={`Sign out on ${device}`}
      onClick={() => end.mutate()}
    >
      Sign out
    </Button>
  );
};

const ignoreAlreadyEnded = (error: unknown): void => {
  if (!(error instanceof ApiError) || error.code !== 'SESSION_NOT_FOUND') throw error;
};
