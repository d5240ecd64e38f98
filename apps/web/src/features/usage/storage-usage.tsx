import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { formatBytes } from '@media/core/display';
import type { UsageView } from '@media/sdk';
import Link from 'next/link';
import { Meter } from './meter';
import { shareOfLimit } from './share-of-limit';
import styles from './usage.module.css';

const TRASH = (
  <Anchor component={Link} href="/trash" inherit underline="always">
    trash
  </Anchor>
);

export const StorageUsage = ({ usage }: { usage: UsageView }) => {
  const share = shareOfLimit(usage.storageBytes, usage.limits.storageBytes, formatBytes);
  const parts = [
    ['Uploaded files', usage.sourceBytes],
    ['Outputs', usage.outputBytes],
    ['Uploads in progress', usage.reservedBytes],
  ] as const;
  return (
    <Stack>
      <Meter label="Storage" share={share} />
      <dl className={styles.parts}>
        {parts.map(([name, bytes]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatBytes(bytes)}</dd>
          </div>
        ))}
        <div>
          <dt>Videos</dt>
          <dd>{usage.videoCount.toLocaleString()}</dd>
        </div>
      </dl>
      {usage.trash.videoCount > 0 && (
        <Text size="sm">
          {formatBytes(usage.trash.bytes)} of it is in the {TRASH} (
          {usage.trash.videoCount === 1 ? '1 video' : `${usage.trash.videoCount.toLocaleString()} videos`}).
        </Text>
      )}
      {share.isReached && (
        <Alert color="red" title="Storage is full">
          New uploads are refused. Delete videos and empty the {TRASH}, cancel uploads, or ask the operator of this
          server for a higher limit.
        </Alert>
      )}
    </Stack>
  );
};
