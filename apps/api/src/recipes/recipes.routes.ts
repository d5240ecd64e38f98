import { RecipeList } from '@media/contracts';
import { defineRoutes } from '../http/route.js';

export const RECIPE_ROUTES = defineRoutes('Recipes', {
  listRecipes: {
    method: 'GET',
    path: '/recipes',
    summary: 'List recipes',
    description: 'Returns the named recipes and their outputs.',
    responses: [{ status: 200, schema: RecipeList }],
  },
});
