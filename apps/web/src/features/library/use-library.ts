'use client';

import type { VideoView } from '@media/sdk';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useOrganization } from '@/features/organization/organization-context';
import { useLiveCache } from '@/features/video/live-cache-of';
import type { LibraryFilters } from './filters';

const PAGE_SIZE = 24;

/** The videos of the current organization that the filters let through, page by page. Those of the filters before stay until the new ones have come. */
export const useLibrary = (filters: LibraryFilters) => {
  const { client } = useOrganization();
  const { keys } = useLiveCache();
  const query = useInfiniteQuery({
    queryKey: keys.list(filters),
    queryFn: ({ pageParam, signal }) => client.videos.list({ ...asked(filters), ...pageOf(pageParam) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    // Never those of another organization.
    placeholderData: (former, query) => (query && keys.kindOf(query.queryKey) === 'list' ? former : undefined),
  });
  const listed = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const { isPlaceholderData } = query;
  return {
    ...query,
    videos: isPlaceholderData ? listed : listed.filter(hasStatus(filters)),
    /** Whether the answer to these filters is there, or at least videos of those before. */
    isShown: query.data !== undefined && (!isPlaceholderData || listed.length > 0),
  };
};

const pageOf = (cursor: string) => ({ limit: PAGE_SIZE, ...(cursor && { cursor }) });

const asked = ({ q, status, recipe, sort }: LibraryFilters) => ({
  ...(q && { q }),
  ...(status && { status }),
  ...(recipe && { recipe }),
  ...(sort !== 'newest' && { sort }),
});

/** A video that went on since the list was asked for may have another status by now. */
const hasStatus =
  ({ status }: LibraryFilters) =>
  (video: VideoView): boolean =>
    status === '' || video.status === status;
