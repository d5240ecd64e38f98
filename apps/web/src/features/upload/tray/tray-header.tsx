'use client';

import { ActionIcon, Group, Progress, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { formatBytes } from '@/format/format-bytes';
import { formatDuration } from '@/format/format-duration';
import { isOver, isPausable, isUnderWay, type UploadItem } from '../queue/upload-item';
import { useUploads, useUploadsState } from '../uploads-context';
import { type Summary, summarize } from './summarize';
import styles from './tray.module.css';
import { TrayMenu } from './tray-menu';

type Props = {
  items: readonly UploadItem[];
  unfinishedCount: number;
  isOnline: boolean;
  isSmall: boolean;
  onToggle: () => void;
};

/** All uploads in a line, and what can be done to all of them. */
export const TrayHeader = ({ items, unfinishedCount, isOnline, isSmall, onToggle }: Props) => {
  const summary = summarize(items);
  const Chevron = isSmall ? IconChevronUp : IconChevronDown;
  const isMoving = items.some(isUnderWay);
  return (
    <header>
      <Group className={styles.header} wrap="nowrap" gap={4}>
        <div className={styles.title}>
          <Text size="sm" fw={600} truncate>
            {items.length > 0
              ? summary.title
              : `${unfinishedCount} unfinished ${unfinishedCount === 1 ? 'upload' : 'uploads'}`}
          </Text>
          {isMoving && (
            <Text size="xs" c={isOnline ? 'dimmed' : 'orange'} className={styles.numbers}>
              {isOnline ? describeWhole(summary) : 'No connection. Uploads go on by themselves.'}
            </Text>
          )}
        </div>
        <PauseAll items={items} />
        {items.length > 0 && <TrayMenu items={items} />}
        {unfinishedCount === 0 && <Close items={items} />}
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-expanded={!isSmall}
          aria-label={isSmall ? 'Show uploads' : 'Hide uploads'}
          onClick={onToggle}
        >
          <Chevron size={18} aria-hidden />
        </ActionIcon>
      </Group>
      {isMoving && <Progress value={summary.percent} size={3} radius={0} aria-label="All uploads" />}
    </header>
  );
};

const describeWhole = ({ percent, bytesPerSecond, leftMs }: Summary): string =>
  [
    `${percent} %`,
    ...(leftMs === undefined ? [] : [`${formatBytes(bytesPerSecond)}/s`, `${formatDuration(leftMs)} left`]),
  ].join(' · ');

const PauseAll = ({ items }: { items: readonly UploadItem[] }) => {
  const { queue } = useUploadsState(useUploads());
  const pausable = items.filter(isPausable).map(({ key }) => key);
  const paused = items.filter(({ status }) => status === 'paused').map(({ key }) => key);
  if (pausable.length === 0 && paused.length === 0) return null;
  const isPausing = pausable.length > 0;
  const Icon = isPausing ? IconPlayerPause : IconPlayerPlay;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={isPausing ? 'Pause all' : 'Resume all'}
      onClick={() => (isPausing ? queue?.pause(...pausable) : queue?.resume(...paused))}
    >
      <Icon size={18} aria-hidden />
    </ActionIcon>
  );
};

/** Once there is nothing more to do about any of them, all may go. */
const Close = ({ items }: { items: readonly UploadItem[] }) => {
  const { queue } = useUploadsState(useUploads());
  if (!items.every(isOver)) return null;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label="Clear uploads"
      onClick={() => void queue?.remove(...items.map(({ key }) => key))}
    >
      <IconX size={18} aria-hidden />
    </ActionIcon>
  );
};
