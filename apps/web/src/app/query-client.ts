import { QueryClient } from '@tanstack/react-query';
import { shouldRetry } from './should-retry';

const create = () => new QueryClient({ defaultOptions: { queries: { retry: shouldRetry, staleTime: 5_000 } } });

let shared: QueryClient | undefined;

/** One client per tab, so that the cache survives navigation between route groups. On the server, one per request. */
export const sharedQueryClient = (): QueryClient => {
  if (typeof window === 'undefined') return create();
  shared ??= create();
  return shared;
};
