import { RECIPES, type Recipe } from '@media/core';

const { stream } = RECIPES;

/** The default recipe, which copies compatible video. */
export const COPYING: Recipe = stream;

/** The same recipe without copying. */
export const ENCODING: Recipe = { ...stream, ...(stream.video && { video: { ...stream.video, copy: false } }) };
