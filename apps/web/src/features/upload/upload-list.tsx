'use client';

import { Anchor, Button, Group, Progress, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { formatBytes } from '@/format/format-bytes';
import { formatDuration } from '@/format/format-duration';
import type { UploadItem } from './upload-item';
import { useUploadItems, useUploadQueue } from './uploads-provider';

export const UploadList = () => {
  const items = useUploadItems(useUploadQueue());
  if (items.length === 0) return null;
  return (
    <Stack gap="md" component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Uploads">
      {items.map((item) => (
        <UploadRow key={item.key} item={item} />
      ))}
    </Stack>
  );
};

const COLORS = { waiting: 'gray', paused: 'yellow', failed: 'red', done: 'teal' } as const;

const UploadRow = ({ item }: { item: UploadItem }) => {
  const percent = item.sizeBytes === 0 ? 0 : (100 * item.sentBytes) / item.sizeBytes;
  const color = item.status === 'uploading' || item.status === 'finishing' ? undefined : COLORS[item.status];
  return (
    <Stack gap={6} component="li">
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" fw={500} truncate title={item.fileName}>
          {item.fileName}
        </Text>
        <UploadActions item={item} />
      </Group>
      <Progress
        value={percent}
        color={color}
        animated={item.status === 'finishing'}
        aria-label={`Upload of ${item.fileName}`}
      />
      <Text size="xs" c={item.status === 'failed' ? 'red' : 'dimmed'} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {describe(item)}
      </Text>
    </Stack>
  );
};

const describe = (item: UploadItem): string => {
  const sent = `${formatBytes(item.sentBytes)} of ${formatBytes(item.sizeBytes)}`;
  switch (item.status) {
    case 'waiting':
      return `Waiting · ${formatBytes(item.sizeBytes)}`;
    case 'uploading':
      return [sent, ...speed(item)].join(' · ');
    case 'finishing':
      return 'Uploaded, handing over to processing…';
    case 'paused':
      return `Paused · ${sent}`;
    case 'failed':
      return item.message ?? 'The upload failed.';
    case 'done':
      return `Uploaded · ${formatBytes(item.sizeBytes)}`;
  }
};

const speed = ({ bytesPerSecond, sizeBytes, sentBytes }: UploadItem): string[] => {
  if (bytesPerSecond < 1) return [];
  const leftMs = ((sizeBytes - sentBytes) / bytesPerSecond) * 1000;
  return [`${formatBytes(bytesPerSecond)}/s`, `${formatDuration(leftMs)} left`];
};

const UploadActions = ({ item }: { item: UploadItem }) => {
  const queue = useUploadQueue();
  const { key, status, fileName, videoId, sizeBytes } = item;
  const button = (label: string, onClick: () => void) => (
    <Button size="compact-xs" variant="default" aria-label={`${label} ${fileName}`} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <Group gap={6} wrap="nowrap">
      {status === 'uploading' && button('Pause', () => queue.pause(key))}
      {status === 'paused' && button('Resume', () => queue.resume(key))}
      {status === 'failed' && sizeBytes > 0 && button('Try again', () => queue.resume(key))}
      {videoId && (
        <Anchor component={Link} href={`/videos/${videoId}`} size="sm">
          Open
        </Anchor>
      )}
      {status === 'done' || (status === 'failed' && sizeBytes === 0)
        ? button('Dismiss', () => void queue.remove(key))
        : status !== 'finishing' && button('Cancel', () => void queue.remove(key))}
    </Group>
  );
};
