import { ApiError } from '@media/sdk';
import type { Query, QueryClient } from '@tanstack/react-query';
import { atMostEvery } from './at-most-every';

const LEAST_BETWEEN_MS = 2_000;

/**
 * The queries whose data may lack something. They are requested again as soon as they are on the page and idle, at most every two
 * seconds. Kept by ourselves: setting a query's data takes its own mark of invalidation off.
 */
export const createStaleQueries = (queryClient: QueryClient) => {
  const hashes = new Set<string>();
  const isDue = (query: Query): boolean =>
    hashes.has(query.queryHash) && query.isActive() && query.state.fetchStatus === 'idle';
  const refetch = atMostEvery(LEAST_BETWEEN_MS, () => void queryClient.refetchQueries({ predicate: isDue }));
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

    /** A request failed: it is sent again, unless it was refused or the page itself shows the error. */
    onFailure: (query: Query): void => {
      const { data, error } = query.state;
      if (data === undefined || isRefusal(error)) hashes.delete(query.queryHash);
      else refetchIfDue(query);
    },
  };
};

const isRefusal = (error: Error | null): boolean =>
  error instanceof ApiError && error.status < 500 && error.status !== 429;
