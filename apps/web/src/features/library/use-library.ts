'use client';

import type { VideoView } from '@media/sdk';
import { useInfiniteQuery } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { isUnfinished } from '@/features/video/is-unfinished';
import { useLiveVideos } from '@/features/video/use-live-videos';
import { VIDEOS_KEY } from '@/features/video/video-queries';

const PAGE_SIZE = 24;
const FOLLOWED_LIVE = 3;
const REFRESH_MS = 5_000;

const unfollowed = (videos: readonly VideoView[]): VideoView[] => videos.filter(isUnfinished).slice(FOLLOWED_LIVE);

/** All videos, newest first. A few unfinished ones are followed live; while there are more, the list asks again now and then. */
export const useLibrary = () => {
  const query = useInfiniteQuery({
    queryKey: VIDEOS_KEY,
    queryFn: ({ pageParam, signal }) =>
      client.videos.list({ limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      unfollowed(state.data?.pages.flatMap(({ items }) => items) ?? []).length > 0 && REFRESH_MS,
  });
  const videos = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const live = videos.filter(isUnfinished).slice(0, FOLLOWED_LIVE);
  useLiveVideos(live.map(({ id }) => id));
  return { ...query, videos };
};
