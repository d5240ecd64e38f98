import { useInfiniteQuery } from '@tanstack/react-query';
import { useOrganization } from '@/features/organization/organization-context';
import { type AuditFilters, toApiFilters } from './audit-filters';

const PAGE_SIZE = 50;

/** The filtered audit log of the current organization, page by page, the newest entries first. */
export const useAudit = (filters: AuditFilters) => {
  const { client, current } = useOrganization();
  return useInfiniteQuery({
    queryKey: ['audit', current.id, filters],
    queryFn: ({ pageParam, signal }) =>
      client.audit.list(
        { limit: PAGE_SIZE, ...toApiFilters(filters), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    // Whatever happens on other pages is added.
    staleTime: 0,
  });
};
