import { fractionValue } from './rates.js';
import type { Fraction } from './source-probe.js';

/** 426x240 as 16:9 has a pixel aspect ratio of 640:639, which changes the width by less than one pixel in 200. */
const TOLERANCE = 0.005;

/** Smaller deviations from square pixels come from rounding. */
export const hasSquarePixels = (sampleAspectRatio: Fraction): boolean =>
  Math.abs(fractionValue(sampleAspectRatio) - 1) <= TOLERANCE;
