import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { refreshMembership } from '@/features/organization/refresh-membership';
import { shouldRetry } from './should-retry';

const create = (): QueryClient => {
  const onError = (error: Error) => refreshMembership(queryClient, error);
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { retry: shouldRetry, staleTime: 5_000 } },
  });
  return queryClient;
};

let shared: QueryClient | undefined;

/** One client per tab, so that the cache survives navigation between route groups. On the server, one per request. */
export const sharedQueryClient = (): QueryClient => {
  if (typeof window === 'undefined') return create();
  shared ??= create();
  return shared;
};
