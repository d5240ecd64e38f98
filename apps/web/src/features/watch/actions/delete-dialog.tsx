'use client';

import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { client } from '@/features/account/client';
import { useLiveCache } from '@/features/video/live-cache-of';
import { dropCachedVideo } from '@/features/video/video-queries';

type Props = { video: VideoView; isOpen: boolean; onClose: () => void };

export const DeleteDialog = ({ video, isOpen, onClose }: Props) => {
  const queryClient = useQueryClient();
  const { keys } = useLiveCache();
  const router = useRouter();
  const remove = useMutation({
    mutationFn: () => client.videos.delete(video.id, { permanently: true }),
    onSuccess: async () => {
      dropCachedVideo(queryClient, keys, video.id);
      router.replace('/videos');
      queryClient.removeQueries({ queryKey: keys.video(video.id) });
      await queryClient.invalidateQueries({ queryKey: keys.lists });
    },
  });
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Delete this video?"
      closeButtonProps={{ 'aria-label': 'Close' }}
      centered
    >
      <Stack>
        <Text size="sm">This deletes “{video.title}”, its source file and all outputs. This can't be undone.</Text>
        {remove.error && <Alert color="red">{remove.error.message}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red" loading={remove.isPending || remove.isSuccess} onClick={() => remove.mutate()}>
            Delete
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
