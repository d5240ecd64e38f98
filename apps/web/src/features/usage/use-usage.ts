import { useQuery } from '@tanstack/react-query';
import { useOrganization } from '@/features/organization/organization-context';

export const usageKey = (organizationId: string) => ['usage', organizationId] as const;

/** What the current organization uses, for members with the permission `usage.read`. */
export const useUsage = (enabled = true) => {
  const { current, client } = useOrganization();
  return useQuery({
    queryKey: usageKey(current.id),
    queryFn: ({ signal }) => client.usage(signal),
    // Uploads and deletions on other pages change it.
    staleTime: 0,
    enabled,
  });
};
