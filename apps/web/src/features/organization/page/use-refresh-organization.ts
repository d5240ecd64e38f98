import { useQueryClient } from '@tanstack/react-query';
import { membersKey } from '../use-members';
import { organizationKey } from './organization-key';

/** Loads an organization, its members and the user's own role again. */
export const useRefreshOrganization = (id: string): (() => Promise<unknown>) => {
  const queryClient = useQueryClient();
  return () =>
    Promise.all(
      [membersKey(id), organizationKey(id), ['me']].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
    );
};
