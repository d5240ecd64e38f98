import type { OrganizationView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { organizationKey } from '../page/organization-key';

/** Changes the list as it is now: another owner can have changed it meanwhile. */
export const useEmbedSites = (id: OrganizationView['id']) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (change: (sites: readonly string[]) => string[]) => {
      const { embedDomains } = await client.organizations.get(id);
      return client.organizations.update(id, { embedDomains: change(embedDomains) });
    },
    onSuccess: (changed) => queryClient.setQueryData(organizationKey(id), changed),
  });
};
