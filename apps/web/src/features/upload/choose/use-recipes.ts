import { useQuery } from '@tanstack/react-query';
import { useOrganization } from '@/features/organization/organization-context';

/** The recipes there are; they change with a release only. */
export const useRecipes = () => {
  const { client, current } = useOrganization();
  return useQuery({
    queryKey: ['recipes', current.id],
    queryFn: ({ signal }) => client.recipes.list(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
};
