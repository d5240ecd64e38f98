import { OUTPUT_KINDS, RESERVED_OUTPUT_KINDS } from '@media/core';
import { z } from 'zod';
import { EXAMPLE_RECIPE } from './examples.js';
import { openEnum } from './open-enum.js';
import { text, trimmedText } from './text.js';

export const OutputKindName = openEnum([...OUTPUT_KINDS, ...RESERVED_OUTPUT_KINDS], {
  id: 'OutputKind',
  description: 'What an output is.',
  meanings: {
    hls: 'HLS playlist',
    dash: 'DASH manifest',
    mp4: 'MP4 file',
    audio: 'M4A file with the audio alone',
    poster: 'still image',
    preview: 'short silent video that plays on hover',
    storyboard: 'reserved',
  },
});

const Height = z.int().min(64).max(4320).describe('The shorter side of the picture, in pixels.');

/** A recipe of one's own. Named recipes are listed by GET /recipes. */
export const CustomRecipe = z
  .strictObject({
    name: trimmedText(50).min(1).default('custom').describe('Name to show for it.'),
    heights: z
      .array(Height)
      .min(1)
      .max(6)
      .optional()
      .describe('Renditions to make, by height in pixels. Those larger than the source are left out.'),
    outputs: z.array(z.enum(OUTPUT_KINDS)).min(1).max(OUTPUT_KINDS.length).describe('What to make.'),
    mp4Heights: z
      .union([z.literal('all'), z.array(Height).min(1).max(6)])
      .optional()
      .describe('Renditions that get an MP4 of their own, beside the best one. Needs `mp4` among `outputs`.'),
  })
  .refine(({ outputs, mp4Heights }) => mp4Heights === undefined || outputs.includes('mp4'), {
    path: ['mp4Heights'],
    message: 'Needs `mp4` among the outputs',
  })
  .meta({
    id: 'CustomRecipe',
    description: 'What to make of a source, when no named recipe fits.',
    examples: [{ name: 'phone', heights: [720, 360], outputs: ['hls', 'mp4', 'poster'] }],
  });
export type CustomRecipe = z.infer<typeof CustomRecipe>;

export const RecipeChoice = z
  .union([text(50).min(1).describe('Name of a recipe; `GET /recipes` lists them.'), CustomRecipe])
  .meta({
    id: 'RecipeChoice',
    description: 'A named recipe, or one of your own. `stream` by default.',
    examples: ['compress'],
  });
export type RecipeChoice = z.infer<typeof RecipeChoice>;

export const RecipeView = z
  .object({
    name: z.string().describe('Name to choose it by.'),
    title: z.string().describe('Name to show.'),
    description: z.string().describe('What it makes.'),
    outputs: z.array(OutputKindName).describe('Kinds of outputs that it makes of a video.'),
  })
  .meta({ id: 'Recipe', description: 'A named recipe: what to make of a source.', examples: [EXAMPLE_RECIPE] });
export type RecipeView = z.infer<typeof RecipeView>;

export const RecipeList = z
  .object({ items: z.array(RecipeView).describe('All named recipes.') })
  .meta({ id: 'RecipeList', description: 'The named recipes.', examples: [{ items: [EXAMPLE_RECIPE] }] });
export type RecipeList = z.infer<typeof RecipeList>;
