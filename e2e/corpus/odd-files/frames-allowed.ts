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

const isTooFast = (rate: number): boolean => rate > RATE_TOLERANCE * MAX_FRAME_RATE;

const either = (count: number): number[] => [...new Set([Math.floor(count), Math.ceil(count)])];

/** Every frame, one frame per field, or every second frame of a rate that is too high. */
const framesAtRate = ({ video }: OddInput, frames: number, rate: number): number[] => {
  if (isTooFast(rate)) return either(frames / 2);
  return video?.endsWith('-tff') && !isTooFast(2 * rate) ? [frames, 2 * frames] : [frames];
};

/**
 * How many frames can come out. A rate that is too high becomes a grid, on which the last frame is repeated until the audio ends. If it
 * varies, it is resampled.
 */
export const framesAllowed = (input: OddInput, { measured, frames: samples }: MeasuredSource): number[] => {
  const { frames = 0, seconds } = measured;
  const rate = rateOf(samples);
  if (input.fault === 'truncated') {
    const left = Array.from({ length: 2 * LAST_FRAMES + 1 }, (_, at) => frames + at - LAST_FRAMES);
    return [...new Set(left.flatMap((count) => framesAtRate(input, count, rate)))];
  }
  if (isTooFast(rate) && input.fault === 'earlyVideoEnd') return either((seconds * rate) / 2);
  const resampled = isTooFast(rate) && input.fault === 'variableRate' ? [Math.round(MAX_FRAME_RATE * seconds)] : [];
  return [...framesAtRate(input, frames, rate), ...resampled];
};
