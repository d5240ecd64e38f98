import { ApiError, type VideoView } from '@media/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { useVideoAction } from '../actions/use-video-action';

/** Changes the priority of a video. Until the API agrees, the video keeps its own. */
export const usePriority = ({ id, priority: shown }: VideoView) => {
  const queryClient = useQueryClient();
  const change = useVideoAction(id, (priority: VideoView['priority']) => client.videos.update(id, { priority }));
  return {
    error: change.error,
    isSaving: change.isPending,
    choose: (priority: VideoView['priority']): void => {
      if (change.isPending || priority === shown) return;
      change.mutate(priority, {
        onError: (error) => {
          // An operator has changed the organization since it was loaded.
          if (error instanceof ApiError && error.code === 'PRIORITY_TOO_HIGH')
            void queryClient.invalidateQueries({ queryKey: ['me'] });
        },
      });
    },
  };
};
