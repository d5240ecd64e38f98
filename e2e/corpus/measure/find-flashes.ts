import { centerLuma, type Grid } from './grid.ts';

export type TimedGrid = { seconds: number; grid: Grid };

/** Start times, in seconds, of the white boxes in the middle of a marker clip, which is black there otherwise. */
export const findFlashes = (frames: readonly TimedGrid[]): number[] => {
  const lit = frames.map(({ grid }) => centerLuma(grid) > 128);
  return frames.filter((_, at) => lit[at] && !lit[at - 1]).map(({ seconds }) => seconds);
};
