import { OUTPUT_KINDS } from '@media/core';
import { z } from 'zod';
import { text, trimmedText } from './text.js';

const Height = z.int().min(64).max(4320).describe('The shorter side of the picture, in pixels.');

/** A recipe of one's own. Named recipes are listed by GET /recipes. */
export const CustomRecipe = z
  .strictObject({
    name: trimmedText(50).min(1).default('custom'),
    heights: z.array(Height).min(1).max(6).optional().describe('Rungs to make; those above the source are left out.'),
    outputs: z.array(z.enum(OUTPUT_KINDS)).min(1).max(OUTPUT_KINDS.length),
    mp4Heights: z
      .union([z.literal('all'), z.array(Height).min(1).max(6)])
      .optional()
      .describe('Rungs that have an MP4 of their own, besides the best one; with `mp4` among the outputs.'),
  })
  .refine(({ outputs, mp4Heights }) => mp4Heights === undefined || outputs.includes('mp4'), {
    path: ['mp4Heights'],
    message: 'Needs `mp4` among the outputs',
  })
  .meta({ id: 'CustomRecipe' });
export type CustomRecipe = z.infer<typeof CustomRecipe>;

export const RecipeChoice = z.union([text(50).min(1), CustomRecipe]);
export type RecipeChoice = z.infer<typeof RecipeChoice>;

export const RecipeView = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string(),
    outputs: z.array(z.string()),
  })
  .meta({ id: 'Recipe' });
export type RecipeView = z.infer<typeof RecipeView>;
