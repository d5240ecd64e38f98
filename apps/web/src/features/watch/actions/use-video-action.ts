import type { VideoView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLiveCache } from '@/features/video/live-cache-of';

/** Runs a command that returns the changed video, and shows the change. */
export const useVideoAction = (id: string, act: () => Promise<VideoView>) => {
  const queryClient = useQueryClient();
  const { showResponse, keys } = useLiveCache();
  return useMutation({
    mutationFn: () => showResponse(act),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.jobs(id) }),
  });
};
