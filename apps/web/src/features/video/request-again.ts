import type { QueryClient } from '@tanstack/react-query';

/**
 * Requests a query again, so that its data includes all that happened until now. A request under way may be older, and is waited for:
 * cancelled each time that something happens, a slow one would never be answered.
 */
export const requestAgain = async (queryClient: QueryClient, queryKey: readonly unknown[]): Promise<void> => {
  const query = queryClient.getQueryCache().find({ queryKey });
  if (query?.state.fetchStatus === 'fetching') await query.promise?.catch(() => undefined);
  await queryClient.refetchQueries({ queryKey, exact: true, type: 'active' });
};
