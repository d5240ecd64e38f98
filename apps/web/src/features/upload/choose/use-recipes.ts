import { useQuery } from '@tanstack/react-query';
import { useOrganization } from '@/features/organization/organization-context';

/** The available recipes. They only change with a release. */
export const useRecipes = () => {
  const { client, current } = useOrganization();
  return useQuery({
    queryKey: ['recipes', current.id],
    queryFn: ({ signal }) => client.recipes.list(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
};
