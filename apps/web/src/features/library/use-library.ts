'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useOrganization } from '@/features/organization/organization-context';
import { useLiveCache } from '@/features/video/live-cache-of';
import { isWaiting } from '@/features/video/queue-facts';
import { useQueueRefresh } from '@/features/video/use-queue-refresh';
import type { LibraryFilters } from './filters';
import { matchesFilters } from './matches-filters';
import { toApiQuery } from './to-api-query';

const PAGE_SIZE = 24;

/** The filtered videos of the current organization, page by page. While new filters load, the previous videos stay. */
export const useLibrary = (filters: LibraryFilters) => {
  const { client } = useOrganization();
  const { keys } = useLiveCache();
  const query = useInfiniteQuery({
    queryKey: keys.list(filters),
    queryFn: ({ pageParam, signal }) => client.videos.list({ ...toApiQuery(filters), ...pageOf(pageParam) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    // Never videos of another organization.
    placeholderData: (previous, query) => (query && keys.kindOf(query.queryKey) === 'list' ? previous : undefined),
  });
  const listed = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const { isPlaceholderData } = query;
  useQueueRefresh(listed.some(isWaiting), query.refetch);
  return {
    ...query,
    videos: isPlaceholderData ? listed : listed.filter(matchesFilters(filters)),
    /** Whether there is something to show: the videos of these filters, or those of the previous ones. */
    isShown: query.data !== undefined && (!isPlaceholderData || listed.length > 0),
  };
};

const pageOf = (cursor: string) => ({ limit: PAGE_SIZE, ...(cursor && { cursor }) });
