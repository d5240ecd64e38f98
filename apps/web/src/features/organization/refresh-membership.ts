import { ApiError } from '@media/sdk';
import type { QueryClient } from '@tanstack/react-query';

/** The errors after which the user's role isn't the one that the page shows, or the user has left the organization. */
const OUTDATED: readonly ApiError['code'][] = ['FORBIDDEN', 'ORGANIZATION_NOT_FOUND'];

/** After a refusal, loads the user's organizations and roles again, so that the page offers only what is allowed. */
export const refreshMembership = (queryClient: QueryClient, error: unknown): void => {
  if (error instanceof ApiError && OUTDATED.includes(error.code))
    void queryClient.invalidateQueries({ queryKey: ['me'] });
};
