import type { QueryClient } from '@tanstack/react-query';

/**
 * Requests a query again, so that its data includes all that happened until now. While a query loads for the first time a plain
 * refetch would only join the request that is on its way, which may be older.
 */
export const requestAgain = async (queryClient: QueryClient, queryKey: readonly unknown[]): Promise<void> => {
  const query = queryClient.getQueryCache().find({ queryKey });
  if (query?.state.data === undefined) await query?.promise?.catch(() => undefined);
  await queryClient.refetchQueries({ queryKey, exact: true, type: 'active' });
};
