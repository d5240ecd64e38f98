'use client';

import { notifications } from '@mantine/notifications';
import type { VideoView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLiveCache } from '@/features/video/live-cache-of';

/** Something done to a video at once, without a dialog; that it failed is told in a notification. */
export const useChangeVideo = (change: () => Promise<VideoView>) => {
  const queryClient = useQueryClient();
  const { showResponse, keys } = useLiveCache();
  return useMutation({
    mutationFn: () => showResponse(change),
    onSuccess: (video) => queryClient.invalidateQueries({ queryKey: keys.jobs(video.id) }),
    onError: ({ message }) => notifications.show({ color: 'red', title: 'That could not be done', message }),
  });
};
