'use client';

import { notifications } from '@mantine/notifications';
import type { VideoView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { furtherProgress } from '@/features/video/further-progress';
import { changeCachedVideo, jobsKey } from '@/features/video/video-queries';

/** Something done to a video at once, without a dialog; that it failed is told in a notification. */
export const useChangeVideo = (change: () => Promise<VideoView>) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (video) => {
      changeCachedVideo(queryClient, video.id, (shown) => furtherProgress(shown, video));
      return queryClient.invalidateQueries({ queryKey: jobsKey(video.id) });
    },
    onError: ({ message }) => notifications.show({ color: 'red', title: 'That could not be done', message }),
  });
};
