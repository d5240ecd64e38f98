import { Alert, Stack } from '@mantine/core';
import { formatBytes } from '@media/core/display';
import type { UsageView } from '@media/sdk';
import { Meter } from './meter';
import { shareOfLimit } from './share-of-limit';
import styles from './usage.module.css';

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
      {share.isReached && (
        <Alert color="red" title="Storage is full">
          New uploads are refused. Delete videos and empty the trash, cancel uploads, or ask the operator of this server
          for a higher limit.
        </Alert>
      )}
    </Stack>
  );
};
