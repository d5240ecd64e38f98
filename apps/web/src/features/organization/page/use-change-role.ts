import { useMutation } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import type { Role } from '../roles';
import { useRefreshOrganization } from './use-refresh-organization';

/** Gives a member another role. */
export const useChangeRole = (organizationId: string, userId: string) => {
  const refresh = useRefreshOrganization(organizationId);
  return useMutation({
    mutationFn: (role: Role) => client.organizations.changeRole(organizationId, userId, role),
    // After a refusal too: somebody else may have changed the members.
    onSettled: refresh,
  });
};
