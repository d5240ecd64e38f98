import { QueryClient } from '@tanstack/react-query';
import { shouldRetry } from './should-retry';

const create = () => new QueryClient({ defaultOptions: { queries: { retry: shouldRetry, staleTime: 5_000 } } });

let ofTab: QueryClient | undefined;

/** One for the whole tab, so that what is known survives a walk from one group of pages to another; on the server one for each request. */
export const queryClientOfTab = (): QueryClient => {
  if (typeof window === 'undefined') return create();
  ofTab ??= create();
  return ofTab;
};
