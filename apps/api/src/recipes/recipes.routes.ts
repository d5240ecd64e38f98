import { RecipeList } from '@media/contracts';
import { defineRoutes } from '../http/route.js';

export const RECIPE_ROUTES = defineRoutes({
  listRecipes: {
    method: 'GET',
    path: '/recipes',
    summary: 'The named recipes',
    answers: [{ status: 200, schema: RecipeList }],
  },
});
