import type { UpdateVideoRequest, VideoView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { useLiveCache } from '@/features/video/live-cache-of';

/** Changes fields of a video and shows the change. */
export const useUpdateVideo = (id: VideoView['id']) => {
  const queryClient = useQueryClient();
  const { showResponse, keys } = useLiveCache();
  return useMutation({
    mutationFn: (changes: UpdateVideoRequest) => showResponse(() => client.videos.update(id, changes)),
    // Lists that are sorted or filtered by a field can change.
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: keys.lists }),
  });
};
