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

/** The display name of a recipe. Custom recipes have only their name. */
export const useRecipeTitle = (name: string): string =>
  useRecipes().data?.find((recipe) => recipe.name === name)?.title ?? name;
