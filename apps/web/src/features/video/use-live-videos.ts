'use client';

import { useDocumentVisibility } from '@mantine/hooks';
import { ApiError, type VideoMessage, type VideoView } from '@media/sdk';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '@/features/account/client';
import { applyMessage, isMilestone } from './apply-message';
import { inLiveSlot } from './live-slots';
import { changeCachedVideo, jobsKey, refreshCachedVideo, VIDEOS_KEY } from './video-queries';

/**
 * Follows videos live while the page is looked at: a hidden tab follows nothing. Those that find no connection free are
 * asked for now and then instead.
 */
export const useLiveVideos = (ids: readonly string[]): void => {
  const queryClient = useQueryClient();
  const isVisible = useDocumentVisibility() === 'visible';
  const followed = isVisible ? ids.join(' ') : '';

  useEffect(() => {
    const stops = followed
      .split(' ')
      .filter(Boolean)
      .map((id) => {
        const stop = new AbortController();
        void follow(queryClient, id, stop.signal);
        return stop;
      });
    return () => {
      for (const stop of stops) stop.abort();
    };
  }, [followed, queryClient]);
};

const ASK_AGAIN_MS = 5_000;

const follow = async (queryClient: QueryClient, id: string, signal: AbortSignal): Promise<void> => {
  try {
    while (!signal.aborted && !(await inLiveSlot(() => followLive(queryClient, id, signal)))) {
      await refreshCachedVideo(queryClient, id);
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  } catch (error) {
    // Deleted elsewhere: the list knows. Anything else is shown by the queries, which ask the same server.
    const isGone = error instanceof ApiError && error.status === 404;
    if (isGone && !signal.aborted) await queryClient.invalidateQueries({ queryKey: VIDEOS_KEY });
  }
};

const followLive = async (queryClient: QueryClient, id: string, signal: AbortSignal): Promise<void> => {
  for await (const message of client.watch(id, { signal })) await show(queryClient, id, message);
  await refreshCachedVideo(queryClient, id);
};

const show = async (queryClient: QueryClient, id: string, message: VideoMessage): Promise<void> => {
  let hasMore = message.retrying !== undefined;
  changeCachedVideo(queryClient, id, (video: VideoView) => {
    hasMore ||= isMilestone(video, message);
    return applyMessage(video, message);
  });
  if (!hasMore) return;
  await refreshCachedVideo(queryClient, id);
  await queryClient.invalidateQueries({ queryKey: jobsKey(id) });
};
