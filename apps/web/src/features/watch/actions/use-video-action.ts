import type { VideoView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLiveCache } from '@/features/video/live-cache-of';

/** Runs a command that returns the changed video, and shows the change. */
export const useVideoAction = <Choice = void>(id: string, act: (choice: Choice) => Promise<VideoView>) => {
  const queryClient = useQueryClient();
  const { showResponse, keys } = useLiveCache();
  return useMutation({
    mutationFn: (choice: Choice) => showResponse(() => act(choice)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.jobs(id) }),
  });
};
