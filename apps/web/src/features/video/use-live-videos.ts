'use client';

import { useDocumentVisibility } from '@mantine/hooks';
import { ApiError, type VideoMessage } from '@media/sdk';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '@/features/account/client';
import { applyMessage, isMilestone } from './apply-message';
import { followLive } from './follow-live';
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
    const stop = new AbortController();
    for (const id of followed.split(' ').filter(Boolean)) void follow(queryClient, id, stop.signal);
    return () => stop.abort();
  }, [followed, queryClient]);
};

const ASK_AGAIN_MS = 5_000;

const follow = async (queryClient: QueryClient, id: string, signal: AbortSignal): Promise<void> => {
  const deps = {
    inSlot: inLiveSlot,
    watch: () => client.watch(id, { signal }),
    show: (message: VideoMessage) => show(queryClient, id, message),
    refresh: async () => {
      await refreshCachedVideo(queryClient, id);
      await queryClient.invalidateQueries({ queryKey: jobsKey(id) });
    },
    askAgainMs: ASK_AGAIN_MS,
  };
  try {
    await followLive(deps, signal);
  } catch (error) {
    // Deleted elsewhere: the list knows. Anything else is shown by the queries, which ask the same server.
    if (error instanceof ApiError && error.status === 404)
      await queryClient.invalidateQueries({ queryKey: VIDEOS_KEY });
  }
};

const show = (queryClient: QueryClient, id: string, message: VideoMessage): boolean => {
  let hasMore = message.retrying !== undefined;
  changeCachedVideo(queryClient, id, (video) => {
    hasMore ||= isMilestone(video, message);
    return applyMessage(video, message);
  });
  return hasMore;
};
