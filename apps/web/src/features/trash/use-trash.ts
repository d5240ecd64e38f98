'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useOrganization } from '@/features/organization/organization-context';
import { useLiveCache } from '@/features/video/live-cache-of';

const PAGE_SIZE = 50;

/** The videos in the trash of the current organization, page by page, those that were deleted last first. */
export const useTrash = () => {
  const { client } = useOrganization();
  const { keys } = useLiveCache();
  const query = useInfiniteQuery({
    queryKey: keys.trash,
    queryFn: ({ pageParam, signal }) =>
      client.videos.list({ trashed: true, limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  return { query, videos: query.data?.pages.flatMap(({ items }) => items) ?? [] };
};
