import { useQuery } from '@tanstack/react-query';
import { client } from '@/features/account/client';

/** The recipes there are; they change with a release only. */
export const useRecipes = () =>
  useQuery({
    queryKey: ['recipes'],
    queryFn: ({ signal }) => client.recipes.list(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
