'use client';

import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh, IconX } from '@tabler/icons-react';
import { isPausable, type UploadItem } from '../queue/upload-item';
import { useUploads, useUploadsState } from '../uploads-provider';

/** What can be done to one file. */
export const UploadActions = ({ item }: { item: UploadItem }) => {
  const { queue } = useUploadsState(useUploads());
  const { key, status, fileName } = item;
  const action = (Icon: typeof IconX, label: string, onClick: () => void) => (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`${label} ${fileName}`} onClick={onClick}>
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <Group gap={2} wrap="nowrap">
      {isPausable(item) && action(IconPlayerPause, 'Pause', () => queue?.pause(key))}
      {status === 'paused' && action(IconPlayerPlay, 'Resume', () => queue?.resume(key))}
      {status === 'failed' && action(IconRefresh, 'Try again', () => queue?.resume(key))}
      {status === 'done' && action(IconX, 'Dismiss', () => void queue?.remove(key))}
      {status !== 'done' && status !== 'finishing' && action(IconX, 'Cancel', () => void queue?.remove(key))}
    </Group>
  );
};
