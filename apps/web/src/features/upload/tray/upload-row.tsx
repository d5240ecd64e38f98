'use client';

import { Progress, Text } from '@mantine/core';
import { memo } from 'react';
import type { UploadItem } from '../queue/upload-item';
import { describeItem } from './describe-item';
import styles from './tray.module.css';
import { UploadActions } from './upload-actions';
import { VideoLine } from './video-line';

type Props = { item: UploadItem; isOnline: boolean };

const COLORS = {
  waiting: 'gray',
  uploading: 'indigo',
  reconnecting: 'orange',
  finishing: 'indigo',
  paused: 'gray',
  failed: 'red',
  done: 'teal',
} as const;

export const UploadRow = memo(({ item, isOnline }: Props) => {
  const { status, sizeBytes, sentBytes, fileName, videoId } = item;
  return (
    <li className={styles.row}>
      <Text size="sm" fw={500} truncate title={fileName} className={styles.name}>
        {fileName}
      </Text>
      <UploadActions item={item} />
      {status !== 'done' && (
        <Progress
          className={styles.bar}
          size="sm"
          value={sizeBytes === 0 ? 0 : (100 * sentBytes) / sizeBytes}
          color={COLORS[status]}
          animated={status === 'finishing'}
          aria-label={`Upload of ${fileName}`}
        />
      )}
      <Text size="xs" c={status === 'failed' ? 'red' : 'dimmed'} className={styles.state} component="div">
        {describeItem(item, isOnline)}
        {videoId && <VideoLine videoId={videoId} fileName={fileName} />}
      </Text>
    </li>
  );
});
