import type { Rendition } from './plan.js';
import { fractionValue } from './rates.js';
import type { Rung, VideoRecipe } from './recipe.js';
import type { Fraction, VideoStream } from './source-probe.js';

type Size = { width: number; height: number };

/**
 * The rungs that the source fills, largest first. Never upscales. A source that no rung shows in full keeps its native size as the best
 * rendition instead of losing detail, unless it is clearly larger than the whole ladder.
 */
export const planRenditions = (video: VideoStream, recipe: VideoRecipe, frameRate: Fraction): Rendition[] => {
  const rungs = recipe.ladder.toSorted((a, b) => b.shortSide * b.longSide - a.shortSide * a.longSide);
  const fitting = rungs.filter((rung) => fills(video, rung));
  const own = ownRung(video, rungs, fitting[0]);
  const others = own ? fitting.filter((rung) => isClearlySmaller(video, rung) && rung.name !== own.name) : fitting;
  return [...(own ? [own] : []), ...others].map((rung) => rendition(video, recipe, rung, frameRate));
};

// One side that reaches the box is enough: both 1920x800 and 1440x1080 are 1080p.
const fills = (source: Size, rung: Rung): boolean => long(source) >= rung.longSide || short(source) >= rung.shortSide;

/** Below that, two renditions would look the same to most viewers. */
const isClearlySmaller = (source: Size, rung: Rung): boolean => area(source) >= 1.3 * area(fit(source, rung));

/** How far the native size can exceed the largest rung: 2048x1080 of cinema cameras, or 1920x1088 without cropping. */
const MAX_EXCESS = 1.1;

const ownRung = (source: Size, rungs: readonly Rung[], best: Rung | undefined): Rung | undefined => {
  const [largest] = rungs;
  const size = evenSize(source);
  if (!largest || (best && area(size) <= area(fit(source, best)))) return undefined;
  if (long(size) > MAX_EXCESS * largest.longSide || short(size) > MAX_EXCESS * largest.shortSide) return undefined;
  const next = rungs.findLast((rung) => rung.shortSide * rung.longSide >= area(source)) ?? largest;
  const share = area(source) / (next.shortSide * next.longSide);
  return {
    name: `${short(size)}p`,
    shortSide: short(source),
    longSide: long(source),
    maxBitrateBps: Math.round(next.maxBitrateBps * Math.min(1, share) ** 0.75),
  };
};

const rendition = (video: VideoStream, recipe: VideoRecipe, rung: Rung, frameRate: Fraction): Rendition => {
  const size = fit(video, rung);
  // About 50% more bits for twice the frame rate; fewer for video that doesn't fill its box.
  const forRate = Math.max(1, fractionValue(frameRate) / 30) ** 0.6;
  const forSize = Math.min(1, area(size) / (rung.shortSide * rung.longSide)) ** 0.75;
  const ceiling = Math.max(64_000, Math.round(rung.maxBitrateBps * forRate * forSize));
  const source = recipe.capAtSource ? (video.bitrateBps ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  const maxBitrateBps = Math.min(ceiling, Math.max(64_000, source));
  return { name: rung.name, ...size, maxBitrateBps, bufferBits: maxBitrateBps * 2 };
};

const fit = (source: Size, rung: Rung): Size => {
  const scale = Math.min(1, rung.longSide / long(source), rung.shortSide / short(source));
  const max = evenSize(source);
  return {
    width: Math.min(max.width, even(source.width * scale, Math.round)),
    height: Math.min(max.height, even(source.height * scale, Math.round)),
  };
};

const evenSize = (size: Size): Size => ({ width: even(size.width, Math.floor), height: even(size.height, Math.floor) });

// 4:2:0 chroma needs even sides.
const even = (pixels: number, round: (halves: number) => number): number => Math.max(2, 2 * round(pixels / 2));
const long = ({ width, height }: Size): number => Math.max(width, height);
const short = ({ width, height }: Size): number => Math.min(width, height);
const area = ({ width, height }: Size): number => width * height;
