'use client';

import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconDownload, IconPhoto, IconRefresh, IconShare, IconTrash } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { type ReactNode, useCallback, useState } from 'react';
import { client } from '@/features/account/client';
import { usePermission } from '@/features/organization/use-permission';
import { needsAnotherFile } from '@/features/video/failure-advice';
import { isUnfinished } from '@/features/video/is-unfinished';
import { downloadUrl } from '@/urls/video-urls';
import { usePlayback } from '../use-playback';
import { useVideoAction } from './use-video-action';
import styles from './video-actions.module.css';

const TrashDialog = dynamic(() => import('@/features/trash/trash-dialog').then((module) => module.TrashDialog));
const PosterDialog = dynamic(() => import('../poster/poster-dialog').then((module) => module.PosterDialog));
const ShareDialog = dynamic(() => import('../share/share-dialog').then((module) => module.ShareDialog));

type Props = { video: VideoView; onReprocess: () => void };

export const VideoActions = ({ video, onReprocess }: Props) => {
  const canEdit = usePermission('video.write');
  const cancel = useVideoAction(video.id, () => client.videos.cancel(video.id));
  const [sharing, setSharing] = useState<'never' | 'open' | 'closed'>('never');
  const [posing, setPosing] = useState<'never' | 'open' | 'closed'>('never');
  const [trashing, setTrashing] = useState<'never' | 'open' | 'closed'>('never');
  const closePoster = useCallback(() => setPosing('closed'), []);
  const router = useRouter();
  const leave = () => router.replace('/videos');
  return (
    <div>
      <Group gap="xs" className={styles.actions}>
        {canEdit && isUnfinished(video) && (
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel processing
          </Button>
        )}
        <ShareButton onClick={() => setSharing('open')} />
        <DownloadBest video={video} />
        {canEdit && (
          <EditButtons
            video={video}
            onReprocess={onReprocess}
            onPoster={() => setPosing('open')}
            onDelete={() => setTrashing('open')}
          />
        )}
      </Group>
      {cancel.error && (
        <Text size="sm" c="var(--mantine-color-error)" mt="xs" role="alert">
          {cancel.error.message}
        </Text>
      )}
      {canEdit && video.poster.status === 'failed' && posing !== 'open' && (
        <Text size="sm" c="var(--mantine-color-error)" mt="xs" role="alert">
          The new poster couldn't be made. {video.poster.error?.message}
        </Text>
      )}
      {sharing !== 'never' && (
        <ShareDialog video={video} isOpen={sharing === 'open'} onClose={() => setSharing('closed')} />
      )}
      {posing !== 'never' && <PosterDialog video={video} isOpen={posing === 'open'} onClose={closePoster} />}
      {trashing !== 'never' && (
        <TrashDialog
          videos={[video]}
          isOpen={trashing === 'open'}
          onClose={() => setTrashing('closed')}
          onDone={leave}
        />
      )}
    </div>
  );
};

type EditProps = Props & { onPoster: () => void; onDelete: () => void };

const EditButtons = ({ video, onReprocess, onPoster, onDelete }: EditProps) => (
  <Group gap="xs" wrap="nowrap">
    <IconButton name="Change poster" onClick={onPoster}>
      <IconPhoto size={18} aria-hidden />
    </IconButton>
    <IconButton name="Process again" isDisabled={isUnfinished(video) || needsAnotherFile(video)} onClick={onReprocess}>
      <IconRefresh size={18} aria-hidden />
    </IconButton>
    <IconButton name="Move to trash" onClick={onDelete}>
      <IconTrash size={18} aria-hidden className={styles.delete} />
    </IconButton>
  </Group>
);

/** Downloads the MP4 with the highest resolution, or else the audio file. */
const DownloadBest = ({ video: { id, outputs } }: { video: VideoView }) => {
  const best = outputs.find(({ name }) => name === 'video.mp4') ?? outputs.find(({ kind }) => kind === 'audio');
  const { data: playback } = usePlayback(id, best !== undefined);
  if (!best) return null;
  return (
    <Button
      component="a"
      href={playback && downloadUrl(id, best.id, playback.token)}
      download
      disabled={!playback}
      leftSection={<IconDownload size={18} aria-hidden />}
      className={styles.wide}
    >
      Download
    </Button>
  );
};

const ShareButton = ({ onClick }: { onClick: () => void }) => (
  <Button variant="default" leftSection={<IconShare size={18} aria-hidden />} onClick={onClick} className={styles.wide}>
    Share
  </Button>
);

type IconButtonProps = { name: string; isDisabled?: boolean; onClick: () => void; children: ReactNode };

const IconButton = ({ name, isDisabled = false, onClick, children }: IconButtonProps) => (
  <Tooltip label={name}>
    <ActionIcon variant="default" size={36} aria-label={name} disabled={isDisabled} onClick={onClick}>
      {children}
    </ActionIcon>
  </Tooltip>
);
