import type { ColorSample } from '../expectation.ts';
import type { MeasuredSource } from '../measure-source.ts';
import type { OddInput } from './odd-manifest.ts';

/** The product's limit. It divides higher rates. No file has more than twice of it. */
const MAX_FRAME_RATE = 60;
/** Rates between times that a container rounds. */
const RATE_TOLERANCE = 1.01;
/** Of a file that was cut, decoders can keep or drop what was left of its last frames. */
const LAST_FRAMES = 3;

/** Of the video alone: audio can be longer. */
const rateOf = (frames: readonly ColorSample[]): number => {
  const span = (frames.at(-1)?.seconds ?? 0) - (frames[0]?.seconds ?? 0);
  return span > 0 ? (frames.length - 1) / span : 0;
};

/** The rate of most frames: gaps don't lower it. The average of their steps, because containers round times. */
const usualRate = (frames: readonly ColorSample[]): number => {
  const steps = frames.slice(1).map(({ seconds }, index) => seconds - (frames[index]?.seconds ?? 0));
  const median = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1;
  const usual = steps.filter((step) => step < 1.5 * median);
  return usual.length / usual.reduce((sum, step) => sum + step, 0);
};

const isTooFast = (rate: number): boolean => rate > RATE_TOLERANCE * MAX_FRAME_RATE;

const either = (count: number): number[] => [...new Set([Math.floor(count), Math.ceil(count)])];

/** Every frame, one frame per field, or every second frame of a rate that is too high. */
const framesAtRate = ({ video }: OddInput, frames: number, rate: number): number[] => {
  if (isTooFast(rate)) return either(frames / 2);
  return video?.endsWith('-tff') && !isTooFast(2 * rate) ? [frames, 2 * frames] : [frames];
};

/** Of a rate that is too high: the frames of a grid at an integer fraction of it. */
const framesOnGrid = (usual: number, seconds: number): number[] => {
  const rate = usual / Math.ceil(usual / (RATE_TOLERANCE * MAX_FRAME_RATE));
  return either(Number((seconds * rate).toFixed(6)));
};

/**
 * How many frames can come out. A rate that is too high becomes a grid, on which frames are repeated in gaps, and the last one until the audio
 * ends.
 */
export const framesAllowed = (input: OddInput, { measured, frames: samples }: MeasuredSource): number[] => {
  const { frames = 0, seconds } = measured;
  const rate = rateOf(samples);
  if (input.fault === 'truncated') {
    const left = Array.from({ length: 2 * LAST_FRAMES + 1 }, (_, at) => frames + at - LAST_FRAMES);
    return [...new Set(left.flatMap((count) => framesAtRate(input, count, rate)))];
  }
  const usual = usualRate(samples);
  if (!isTooFast(usual)) return framesAtRate(input, frames, rate);
  if (input.fault === 'earlyVideoEnd') return framesOnGrid(usual, seconds);
  const videoSeconds = (samples.at(-1)?.seconds ?? 0) - (samples[0]?.seconds ?? 0) + 1 / usual;
  return [...new Set([...framesAtRate(input, frames, rate), ...framesOnGrid(usual, videoSeconds)])];
};
