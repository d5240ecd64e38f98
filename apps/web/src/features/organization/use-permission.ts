import type { ActorView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import { useOrganization } from './organization-context';

type Permission = ActorView['permissions'][number];

const FRESH_MS = 300_000;

/** The user's permissions in the current organization; undefined until they are known. */
export const usePermissions = (): readonly Permission[] | undefined => {
  const { client, current } = useOrganization();
  const { data: actor } = useQuery({
    // With the role, so that another role loads other permissions.
    queryKey: ['actor', current.id, current.role],
    queryFn: ({ signal }) => client.actor(signal),
    staleTime: FRESH_MS,
  });
  return actor?.permissions;
};

/** Whether the user has a permission in the current organization; false until it is known. */
export const usePermission = (permission: Permission): boolean => usePermissions()?.includes(permission) ?? false;

/** Whether the user is known to lack a permission, for explanations of what is missing on a page. */
export const useLacksPermission = (permission: Permission): boolean => usePermissions()?.includes(permission) === false;
