import type { RecipeView } from '@media/contracts';
import { RECIPES } from '@media/core';
import { Controller } from '@nestjs/common';
import { Handles } from '../http/handles.js';

const titleOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const VIEWS: RecipeView[] = Object.values(RECIPES).map(({ name, description, outputs }) => ({
  ...{ name, title: titleOf(name), description },
  outputs: [...outputs],
}));

@Controller()
export class RecipesController {
  @Handles('listRecipes')
  list(): { items: RecipeView[] } {
    return { items: VIEWS };
  }
}
