import type { VideoView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { furtherProgress } from '@/features/video/further-progress';
import { changeCachedVideo, jobsKey } from '@/features/video/video-queries';

/** Something done to a video that answers with how it is now. */
export const useVideoAction = (id: string, act: () => Promise<VideoView>) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (video) => {
      changeCachedVideo(queryClient, id, (shown) => furtherProgress(shown, video));
      return queryClient.invalidateQueries({ queryKey: jobsKey(id) });
    },
  });
};
