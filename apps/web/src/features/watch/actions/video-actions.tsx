'use client';

import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { VideoView } from '@media/sdk';
import { IconDots, IconDownload, IconRefresh, IconShare, IconTrash } from '@tabler/icons-react';
import { client } from '@/features/account/client';
import { isUnfinished } from '@/features/video/is-unfinished';
import { ShareDialog } from '../share/share-dialog';
import { downloadPath, usePlayback } from '../use-playback';
import { DeleteDialog } from './delete-dialog';
import { useVideoAction } from './use-video-action';

type Props = { video: VideoView; onReprocess: () => void };

/** What can be done with a video: what is wanted most as buttons, the rest in a menu. */
export const VideoActions = ({ video, onReprocess }: Props) => {
  const cancel = useVideoAction(video.id, () => client.videos.cancel(video.id));
  const [isSharing, sharing] = useDisclosure();
  const [isDeleting, deleting] = useDisclosure();
  return (
    <div>
      <Group gap="xs" justify="flex-end">
        {isUnfinished(video) && (
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel processing
          </Button>
        )}
        <Button variant="default" leftSection={<IconShare size={18} aria-hidden />} onClick={sharing.open}>
          Share
        </Button>
        <DownloadBest video={video} />
        <Menu position="bottom-end" width={240}>
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label="More actions">
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconRefresh size={18} aria-hidden />}
              disabled={isUnfinished(video)}
              onClick={onReprocess}
            >
              Process again
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconTrash size={18} aria-hidden />} onClick={deleting.open}>
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
      {cancel.error && (
        <Text size="sm" c="error" ta="right" mt="xs" role="alert">
          {cancel.error.message}
        </Text>
      )}
      <ShareDialog video={video} isOpen={isSharing} onClose={sharing.close} />
      <DeleteDialog video={video} isOpen={isDeleting} onClose={deleting.close} />
    </div>
  );
};

/** The file that most people want: the best MP4, or else the sound. */
const DownloadBest = ({ video: { id, outputs } }: { video: VideoView }) => {
  const best = outputs.find(({ name }) => name === 'video.mp4') ?? outputs.find(({ kind }) => kind === 'audio');
  const { data: playback } = usePlayback(id, best !== undefined);
  if (!best) return null;
  return (
    <Button
      component="a"
      href={playback && downloadPath(id, best.id, playback.token)}
      download
      disabled={!playback}
      leftSection={<IconDownload size={18} aria-hidden />}
    >
      Download
    </Button>
  );
};
