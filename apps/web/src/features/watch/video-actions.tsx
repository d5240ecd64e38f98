'use client';

import { Alert, Button, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { VideoView } from '@media/sdk';
import { client } from '@/features/account/client';
import { isUnfinished } from '@/features/video/is-unfinished';
import { DeleteDialog } from './delete-dialog';
import { useVideoAction } from './use-video-action';

export const VideoActions = ({ video }: { video: VideoView }) => {
  const cancel = useVideoAction(video.id, () => client.videos.cancel(video.id));
  const retry = useVideoAction(video.id, () => client.videos.retry(video.id));
  const [isAsking, { open, close }] = useDisclosure();
  const error = cancel.error ?? retry.error;
  return (
    <Stack gap="xs" align="flex-end">
      <Group gap="xs">
        {isUnfinished(video) && (
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel processing
          </Button>
        )}
        {(video.status === 'failed' || video.status === 'cancelled') && (
          <Button loading={retry.isPending} onClick={() => retry.mutate()}>
            Try again
          </Button>
        )}
        <Button variant="light" color="red" onClick={open}>
          Delete
        </Button>
      </Group>
      {error && <Alert color="red">{error.message}</Alert>}
      <DeleteDialog video={video} isOpen={isAsking} onClose={close} />
    </Stack>
  );
};
