import type { RecipeView } from '@media/contracts';
import type { Send } from '../session/session.js';

export const recipesResource = (send: Send) => ({
  /** The named recipes and what each produces. */
  list: async (signal?: AbortSignal): Promise<RecipeView[]> => {
    const { items }: { items: RecipeView[] } = await (await send({ method: 'GET', path: '/recipes', signal })).json();
    return items;
  },
});

export type RecipesResource = ReturnType<typeof recipesResource>;
