import type { RecipeList, RecipeView } from '@media/contracts';
import { RECIPES } from '@media/core';
import { Controller } from '@nestjs/common';
import { RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { RECIPE_ROUTES } from './recipes.routes.js';

const titleOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const VIEWS: RecipeView[] = Object.values(RECIPES).map(({ name, description, outputs }) => ({
  ...{ name, title: titleOf(name), description },
  outputs: [...outputs],
}));

@Controller()
export class RecipesController {
  @Handles(RECIPE_ROUTES.listRecipes)
  @RequirePermission('video.read')
  list(): RecipeList {
    return { items: VIEWS };
  }
}
