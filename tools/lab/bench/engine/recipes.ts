import { RECIPES, type Recipe } from '@media/core';

const { stream } = RECIPES;

/** As people use it: the best rendition is copied where that is possible. */
export const COPYING: Recipe = stream;

/** The same, but everything is encoded. */
export const ENCODING: Recipe = { ...stream, ...(stream.video && { video: { ...stream.video, copy: false } }) };
