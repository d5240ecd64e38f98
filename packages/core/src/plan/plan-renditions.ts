import type { Rendition } from './plan.js';
import { fractionValue } from './rates.js';
import type { Rung, VideoRecipe } from './recipe.js';
import type { Fraction, VideoStream } from './source-probe.js';

type Size = { width: number; height: number };

/** The rungs that the source fills, largest first. Never upscales. */
export const planRenditions = (video: VideoStream, recipe: VideoRecipe, frameRate: Fraction): Rendition[] => {
  const rungs = recipe.ladder.toSorted((a, b) => b.shortSide * b.longSide - a.shortSide * a.longSide);
  const fitting = rungs.filter((rung) => fills(video, rung));
  const own = ownRung(video, rungs, fitting);
  // The native size of a very wide 973x361 is "360p", and it fills that rung too. Names must be unique.
  const others = fitting.filter(({ name }) => name !== own?.name);
  return [...(own ? [own] : []), ...others].map((rung) => rendition(video, recipe, rung, frameRate));
};

// One side that reaches the box is enough: both 1920x800 and 1440x1080 are 1080p.
const fills = (source: Size, rung: Rung): boolean => long(source) >= rung.longSide || short(source) >= rung.shortSide;

/** A source clearly between two rungs, or below all of them, keeps its native size, so that it doesn't lose detail. */
const ownRung = (source: Size, rungs: readonly Rung[], fitting: readonly Rung[]): Rung | undefined => {
  const next = rungs[rungs.length - fitting.length - 1];
  const largest = fitting[0];
  if (!next || (largest && area(source) < 1.3 * area(fit(source, largest)))) return undefined;
  const share = area(source) / (next.shortSide * next.longSide);
  return {
    name: `${short(evenSize(source))}p`,
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
