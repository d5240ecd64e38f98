'use client';

import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh, IconX } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { isPausable, isRetryable, isSettled, type UploadItem } from '../queue/upload-item';
import { useUploads, useUploadsState } from '../uploads-context';

type Action = { Icon: typeof IconX; label: string; onClick: (event: MouseEvent<HTMLElement>) => void };

/** Pauses, resumes, retries or removes one file. */
export const UploadActions = ({ item }: { item: UploadItem }) => {
  const { queue } = useUploadsState(useUploads());
  const { key, status } = item;

  const remove = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    // The button disappears with its row: keep the keyboard focus in the tray.
    currentTarget.closest('section')?.focus();
    void queue?.remove(key);
  };
  const resume = () => queue?.resume(key);
  const toggle = (): Action | undefined => {
    if (isPausable(item)) return { Icon: IconPlayerPause, label: 'Pause', onClick: () => queue?.pause(key) };
    if (status === 'paused') return { Icon: IconPlayerPlay, label: 'Resume', onClick: resume };
    return isRetryable(item) ? { Icon: IconRefresh, label: 'Retry', onClick: resume } : undefined;
  };
  const removal: Action = { Icon: IconX, label: isSettled(item) ? 'Dismiss' : 'Cancel', onClick: remove };
  return (
    <Group gap={2} wrap="nowrap">
      <ActionButton action={toggle()} fileName={item.fileName} />
      <ActionButton action={status === 'finishing' ? undefined : removal} fileName={item.fileName} />
    </Group>
  );
};

/** One button element for alternating actions, so that it keeps the focus. */
const ActionButton = ({ action, fileName }: { action: Action | undefined; fileName: string }) => {
  if (!action) return null;
  const { Icon, label, onClick } = action;
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={`${label} ${fileName}`} onClick={onClick}>
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
};
