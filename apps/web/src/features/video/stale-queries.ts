import { ApiError } from '@media/sdk';
import type { Query, QueryClient } from '@tanstack/react-query';
import { throttleByKey } from './throttle-by-key';

const REFETCH_INTERVAL_MS = 2_000;

/**
 * Queries whose data can be outdated. They are refetched as soon as they are visible and idle, at most every two seconds.
 * TanStack's own invalidation isn't enough: setting a query's data clears it.
 */
export const createStaleQueries = (queryClient: QueryClient) => {
  const hashes = new Set<string>();
  const isDue = (query: Query): boolean =>
    hashes.has(query.queryHash) && query.isActive() && query.state.fetchStatus === 'idle';
  const refetch = throttleByKey(REFETCH_INTERVAL_MS, () => void queryClient.refetchQueries({ predicate: isDue }));
  const refetchIfDue = (query: Query): void => {
    if (isDue(query)) refetch('all');
  };

  return {
    refetchIfDue,
    add: (queries: readonly Query[]): void => {
      for (const { queryHash } of queries) hashes.add(queryHash);
      for (const query of queries) refetchIfDue(query);
    },
    remove: ({ queryHash }: Query): void => void hashes.delete(queryHash),

    /** Refetches after a failed request, unless it was rejected or the page already shows the error. */
    onFailure: (query: Query): void => {
      const { data, error } = query.state;
      if (data === undefined || isClientError(error)) hashes.delete(query.queryHash);
      else refetchIfDue(query);
    },
  };
};

const isClientError = (error: Error | null): boolean =>
  error instanceof ApiError && error.status < 500 && error.status !== 429;
