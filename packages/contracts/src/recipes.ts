import { OUTPUT_KINDS, RESERVED_OUTPUT_KINDS } from '@media/core';
import { z } from 'zod';
import { EXAMPLE_RECIPE } from './examples.js';
import { openEnum } from './open-enum.js';
import { label, text } from './text.js';

export const OutputKindName = openEnum([...OUTPUT_KINDS, ...RESERVED_OUTPUT_KINDS], {
  id: 'OutputKind',
  description: 'Kind of output.',
  meanings: {
    hls: 'HLS playlist',
    dash: 'DASH manifest',
    mp4: 'MP4 file',
    audio: 'audio-only M4A file',
    poster: 'poster image',
    preview: 'short silent video for hover previews',
    storyboard: 'reserved for future use',
  },
});

const Height = z.int().min(64).max(4320).describe('Length of the shorter side, in pixels.');

export const CustomRecipe = z
  .strictObject({
    name: label(50).default('custom').describe('Name of the recipe.'),
    heights: z
      .array(Height)
      .min(1)
      .max(6)
      .optional()
      .describe('Heights of the renditions to create, in pixels. Heights larger than the source are skipped.'),
    outputs: z.array(z.enum(OUTPUT_KINDS)).min(1).max(OUTPUT_KINDS.length).describe('Outputs to create.'),
    mp4Heights: z
      .union([z.literal('all'), z.array(Height).min(1).max(6)])
      .optional()
      .describe(
        'Heights of the renditions to also provide as MP4, in pixels, or `all`. The best rendition always gets one. Requires `mp4` in `outputs`.',
      ),
  })
  .refine(({ outputs, mp4Heights }) => mp4Heights === undefined || outputs.includes('mp4'), {
    path: ['mp4Heights'],
    message: 'Requires `mp4` in `outputs`',
  })
  .meta({
    id: 'CustomRecipe',
    description: 'A custom set of outputs, for when no named recipe fits.',
    examples: [{ name: 'phone', heights: [720, 360], outputs: ['hls', 'mp4', 'poster'] }],
  });
export type CustomRecipe = z.infer<typeof CustomRecipe>;

export const RecipeChoice = z
  .union([text(50).min(1).describe('Name of a recipe from `GET /recipes`.'), CustomRecipe])
  .meta({
    id: 'RecipeChoice',
    description: 'A named recipe or a custom one. The default is `stream`.',
    examples: ['compress'],
  });
export type RecipeChoice = z.infer<typeof RecipeChoice>;

export const RecipeView = z
  .object({
    name: z.string().describe('Name that identifies the recipe in requests.'),
    title: z.string().describe('Display name.'),
    description: z.string().describe('What the recipe produces.'),
    outputs: z.array(OutputKindName).describe('Kinds of outputs that the recipe produces for a video source.'),
  })
  .meta({ id: 'Recipe', description: 'A named set of outputs.', examples: [EXAMPLE_RECIPE] });
export type RecipeView = z.infer<typeof RecipeView>;

export const RecipeList = z
  .object({ items: z.array(RecipeView).describe('All named recipes.') })
  .meta({ id: 'RecipeList', description: 'All named recipes.', examples: [{ items: [EXAMPLE_RECIPE] }] });
export type RecipeList = z.infer<typeof RecipeList>;
