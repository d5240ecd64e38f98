import type { ActorView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import { useOrganization } from './organization-context';

const FRESH_MS = 300_000;

/** Whether the user has a permission in the current organization; false until it is known. */
export const usePermission = (permission: ActorView['permissions'][number]): boolean => {
  const { client, current } = useOrganization();
  const { data: actor } = useQuery({
    queryKey: ['actor', current.id],
    queryFn: ({ signal }) => client.actor(signal),
    staleTime: FRESH_MS,
  });
  return actor?.permissions.includes(permission) ?? false;
};
