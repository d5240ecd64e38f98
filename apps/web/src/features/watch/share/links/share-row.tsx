'use client';

import { Button, Group, Text, VisuallyHidden } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { ShareView, VideoView } from '@media/sdk';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { client } from '@/features/account/client';
import { FactsLine } from '@/features/video/facts-line';
import { formatDateTime } from '@/format/format-time';
import { CopyField } from '../copy-field';
import { isExpired, shareFacts } from './share-facts';
import styles from './share-links.module.css';
import { useShareCommand } from './use-shares';

type Props = { video: VideoView; share: ShareView; isNew: boolean };

/** A link with what it allows. */
export const ShareRow = ({ video, share, isNew }: Props) => {
  const [isRevoking, setRevoking] = useState(false);
  const name = `the link of ${formatDateTime(share.createdAt)}`;
  return (
    <li className={styles.row} data-new={isNew || undefined}>
      <div className={styles.line}>
        <Text size="sm" className={styles.facts} c={isExpired(share) ? 'dimmed' : undefined}>
          <FactsLine facts={shareFacts(share)} />
        </Text>
        {!isRevoking && (
          <Group gap="xs" wrap="nowrap">
            {share.url !== null && !isExpired(share) && <CopyLink url={share.url} name={name} />}
            <Button size="xs" variant="default" onClick={() => setRevoking(true)} aria-label={`Revoke ${name}`}>
              {isExpired(share) ? 'Remove' : 'Revoke'}
            </Button>
          </Group>
        )}
      </div>
      {share.url === null && (
        <Text size="sm" c="dimmed">
          This link works, but it can't be shown again. Create another one to send it to somebody else.
        </Text>
      )}
      {isRevoking && <Revocation video={video} share={share} onCancel={() => setRevoking(false)} />}
    </li>
  );
};

const CopyLink = ({ url, name }: { url: string; name: string }) => {
  const { copied, copy, error } = useClipboard();
  // Pages without https have no clipboard.
  if (error) return <CopyField label="Link" description="" value={url} />;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        miw={104}
        onClick={() => copy(url)}
        aria-label={copied ? 'Copied' : `Copy link: ${name}`}
        leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      >
        {copied ? 'Copied' : 'Copy link'}
      </Button>
      <VisuallyHidden role="status">{copied ? 'Link copied' : ''}</VisuallyHidden>
    </>
  );
};

type RevocationProps = Pick<Props, 'video' | 'share'> & { onCancel: () => void };

const Revocation = ({ video, share, onCancel }: RevocationProps) => {
  const revoke = useShareCommand(video.id, () => client.shares.revoke(video.id, share.id));
  return (
    <>
      <Text size="sm">
        {isExpired(share)
          ? 'The link has ended already. This removes it from the list.'
          : `Everyone who has this link can no longer watch “${video.title}” with it. Playback stops within a minute, and media addresses that were already opened expire after the length of the video plus 15 minutes. You can't undo this.`}
      </Text>
      {revoke.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {revoke.error.message}
        </Text>
      )}
      <Group gap="xs" justify="flex-end">
        <Button size="xs" variant="default" onClick={onCancel} autoFocus>
          Cancel
        </Button>
        <Button size="xs" color="red" loading={revoke.isPending} onClick={() => revoke.mutate(undefined)}>
          {isExpired(share) ? 'Remove link' : 'Revoke link'}
        </Button>
      </Group>
    </>
  );
};
