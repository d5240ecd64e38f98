import { type PosterPlan, planFilters } from '@media/core';
import { decodingOptions, GLOBAL_GUARDS, guardedInput } from './input-guards.js';
import { renderFilters, TO_JPEG } from './render-filters.js';

// The most typical of these frames is chosen, because a single one could be a flash or a fade.
const CANDIDATES = 24;

/** Argv that makes a JPEG. `fromStart` ignores the planned time, for a video that ends before its declared duration. */
export const posterArgs = (input: string, poster: PosterPlan, output: string, { fromStart = false } = {}): string[] => [
  ...GLOBAL_GUARDS,
  ...(fromStart || poster.seekSeconds === 0 ? [] : ['-ss', poster.seekSeconds.toFixed(3)]),
  ...decodingOptions(poster),
  ...guardedInput(input),
  ...['-map', `0:${poster.streamIndex}`, '-map_metadata', '-1'],
  ...['-vf', [...toSize(poster, fromStart ? 0 : poster.seekSeconds), `thumbnail=${CANDIDATES}`, ...TO_JPEG].join(',')],
  ...['-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '3', '-f', 'image2', '-update', '1', `file:${output}`],
];

const toSize = (poster: PosterPlan, zeroSeconds: number): string[] => {
  const { shared, sized } = planFilters(poster, [poster]);
  return renderFilters([...shared, ...sized.flat()], { zeroSeconds });
};
