import type { ShareView, VideoView } from '@media/sdk';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { useLiveCache } from '@/features/video/live-cache-of';

const PAGE_SIZE = 100;

const useSharesKey = (videoId: string) => [...useLiveCache().keys.video(videoId), 'shares'] as const;

/** All share links of a video, the newest first. It has at most 100, and those that expired lately. */
export const useShares = (videoId: VideoView['id'], isEnabled = true) =>
  useQuery({
    queryKey: useSharesKey(videoId),
    enabled: isEnabled,
    queryFn: async ({ signal }) => {
      const shares: ShareView[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await client.shares.list(videoId, { limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal);
        shares.push(...page.items);
        cursor = page.nextCursor;
      }
      return shares;
    },
  });

/** Runs a command that changes the links of a video, and loads them again, also if it fails: somebody else can have revoked one. */
export const useShareCommand = <Choice, Result>(videoId: string, act: (choice: Choice) => Promise<Result>) => {
  const queryClient = useQueryClient();
  const queryKey = useSharesKey(videoId);
  return useMutation({ mutationFn: act, onSettled: () => queryClient.invalidateQueries({ queryKey }) });
};
