import type { CustomRecipe, RecipeChoice } from '@media/contracts';
import { AppError, RECIPES, type Recipe, type RecipeName, type Rung } from '@media/core';

const DEFAULT: RecipeName = 'stream';
const isNamed = (name: string): name is RecipeName => Object.hasOwn(RECIPES, name);

/** The chosen recipe, `stream` by default. @throws AppError RECIPE_UNKNOWN */
export const resolveRecipe = (choice: RecipeChoice | undefined): Recipe => {
  if (choice === undefined) return withoutDescription(DEFAULT);
  if (typeof choice !== 'string') return customRecipe(choice);
  if (!isNamed(choice)) throw new AppError('RECIPE_UNKNOWN', { choice });
  return withoutDescription(choice);
};

const withoutDescription = (name: RecipeName): Recipe => {
  const { description: _, ...recipe } = RECIPES[name];
  return recipe;
};

/** The settings of `stream` with custom rungs and outputs; audio only if there is no video output. */
const customRecipe = ({ name, heights, outputs, mp4Heights }: CustomRecipe): Recipe => {
  const { video, audio } = RECIPES.stream;
  const wanted = [...new Set(outputs)];
  if (wanted.every((output) => output === 'audio')) return { name, audio: RECIPES.audio.audio, outputs: wanted };
  const ladder = heights ? ladderOf(heights) : (video?.ladder ?? []);
  return {
    ...{ name, ...(video && { video: { ...video, ladder } }), audio, outputs: wanted },
    ...(mp4Heights && { mp4Rungs: mp4Heights === 'all' ? mp4Heights : mp4Heights.map(rungName) }),
  };
};

const rungName = (height: number): string => `${height}p`;

/** Sorted from highest to lowest. */
const ladderOf = (heights: readonly number[]): Rung[] => [...new Set(heights)].sort((a, b) => b - a).map(rungOf);

/** A rung of `stream`, or one scaled from it: the bitrate grows slightly slower than the frame size. */
const rungOf = (height: number): Rung => {
  const ladder = RECIPES.stream.video?.ladder ?? [];
  const known = ladder.find(({ shortSide }) => shortSide === height);
  if (known) return known;
  const scale = (height / 1080) ** 1.75;
  return {
    name: rungName(height),
    shortSide: height,
    longSide: 2 * Math.ceil((height * 16) / 9 / 2),
    maxBitrateBps: Math.round(6_000 * scale) * 1_000,
  };
};
