'use client';

import { ActionIcon, Group, Progress, Text } from '@mantine/core';
import { formatBytes } from '@media/core/display';
import { IconChevronDown, IconChevronUp, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { formatTimeLeft } from '@/format/format-time-left';
import { isActive, isPausable, isSettled, type UploadItem } from '../queue/upload-item';
import { useUploads, useUploadsState } from '../uploads-context';
import { OFFLINE } from './describe-item';
import { type Summary, summarize } from './summarize';
import styles from './tray.module.css';
import { TrayMenu } from './tray-menu';

type Props = {
  items: readonly UploadItem[];
  unfinishedCount: number;
  isOnline: boolean;
  isCollapsed: boolean;
  onToggle: () => void;
};

/** The total progress, and actions on all uploads. */
export const TrayHeader = ({ items, unfinishedCount, isOnline, isCollapsed, onToggle }: Props) => {
  const summary = summarize(items);
  const Chevron = isCollapsed ? IconChevronUp : IconChevronDown;
  const hasActive = items.some(isActive);
  return (
    <header>
      <Group className={styles.header} wrap="nowrap" gap={4}>
        <div className={styles.title}>
          <Text size="sm" fw={600} truncate>
            {items.length > 0
              ? summary.title
              : `${unfinishedCount} unfinished ${unfinishedCount === 1 ? 'upload' : 'uploads'}`}
          </Text>
          {hasActive && (
            <Text size="xs" c={isOnline ? 'dimmed' : 'orange'} className={styles.numbers}>
              {isOnline ? describeTotal(summary) : OFFLINE}
            </Text>
          )}
        </div>
        <PauseAll items={items} />
        {items.length > 0 && <TrayMenu items={items} />}
        {unfinishedCount === 0 && <ClearAll items={items} />}
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-expanded={!isCollapsed}
          aria-label={isCollapsed ? 'Show uploads' : 'Hide uploads'}
          onClick={onToggle}
        >
          <Chevron size={18} aria-hidden />
        </ActionIcon>
      </Group>
      {hasActive && <Progress value={summary.percent} size={3} radius={0} aria-label="All uploads" />}
    </header>
  );
};

const describeTotal = ({ percent, bytesPerSecond, leftMs }: Summary): string =>
  [`${percent}%`, ...(leftMs === undefined ? [] : [`${formatBytes(bytesPerSecond)}/s`, formatTimeLeft(leftMs)])].join(
    ' · ',
  );

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

/** Empties the list once no upload can continue. */
const ClearAll = ({ items }: { items: readonly UploadItem[] }) => {
  const { queue } = useUploadsState(useUploads());
  if (!items.every(isSettled)) return null;
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
