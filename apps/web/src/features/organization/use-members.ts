import { useInfiniteQuery } from '@tanstack/react-query';
import { client } from '@/features/account/client';

const PAGE_SIZE = 50;

export const membersKey = (organizationId: string) => ['members', organizationId] as const;

/** The members of an organization, page by page, in the order in which they joined. */
export const useMembers = (organizationId: string) =>
  useInfiniteQuery({
    queryKey: membersKey(organizationId),
    queryFn: ({ pageParam, signal }) =>
      client.organizations.members(
        organizationId,
        { limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
