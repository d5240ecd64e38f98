'use client';

import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { useLiveCache } from '@/features/video/live-cache-of';

/** Cancels the processing of a video. A failure is shown in a notification. */
export const useCancelVideo = (id: string) => {
  const queryClient = useQueryClient();
  const { showResponse, keys } = useLiveCache();
  return useMutation({
    mutationFn: () => showResponse(() => client.videos.cancel(id)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.jobs(id) }),
    onError: ({ message }) => notifications.show({ color: 'red', title: "Couldn't cancel processing", message }),
  });
};
