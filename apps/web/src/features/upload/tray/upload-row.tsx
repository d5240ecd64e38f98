'use client';

import { Progress, Text } from '@mantine/core';
import { memo } from 'react';
import type { UploadItem } from '../queue/upload-item';
import { describeItem } from './describe-item';
import { OtherOrganization } from './other-organization';
import styles from './tray.module.css';
import { UploadActions } from './upload-actions';
import { UploadedVideo } from './uploaded-video';

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
  const { status, fileName, videoId } = item;
  return (
    <li className={styles.row}>
      <Text size="sm" fw={500} truncate title={fileName} className={styles.name}>
        {fileName}
      </Text>
      <UploadActions item={item} />
      {status !== 'done' && <Bar item={item} color={COLORS[status]} />}
      <Text size="xs" c={status === 'failed' ? 'red' : 'dimmed'} className={styles.state} component="div">
        {describeItem(item, isOnline)}
        {videoId && <UploadedVideo videoId={videoId} organizationId={item.organizationId} fileName={fileName} />}
        <OtherOrganization id={item.organizationId} />
      </Text>
    </li>
  );
});

/** Confirmed bytes, and in a paler shade the bytes in flight, which are lost if the connection breaks. */
const Bar = ({ item, color }: { item: UploadItem; color: string }) => {
  const { status, sizeBytes, sentBytes, inFlightBytes, fileName } = item;
  const shareOf = (bytes: number) => (sizeBytes === 0 ? 0 : (100 * bytes) / sizeBytes);
  return (
    <Progress.Root className={styles.bar} size="sm">
      <Progress.Section
        value={shareOf(sentBytes)}
        color={color}
        animated={status === 'finishing'}
        aria-label={`Upload of ${fileName}`}
      />
      <Progress.Section value={shareOf(inFlightBytes)} color={color} className={styles.inFlight} withAria={false} />
    </Progress.Root>
  );
};
