import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useOrganization } from '@/features/organization/organization-context';

const PAGE_SIZE = 50;

const apiKeysKey = (organizationId: string) => ['api-keys', organizationId] as const;

/** The keys of the current organization, page by page, the newest first. */
export const useApiKeys = () => {
  const { client, current } = useOrganization();
  return useInfiniteQuery({
    queryKey: apiKeysKey(current.id),
    queryFn: ({ pageParam, signal }) =>
      client.apiKeys.list({ limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
};

/** Loads the keys of the current organization again. */
export const useRefreshApiKeys = (): (() => Promise<void>) => {
  const queryClient = useQueryClient();
  const { current } = useOrganization();
  return () => queryClient.invalidateQueries({ queryKey: apiKeysKey(current.id) });
};
