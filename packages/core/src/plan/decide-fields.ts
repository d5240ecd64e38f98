import { fractionValue } from './rates.js';
import type { FieldSample, VideoStream } from './source-probe.js';

/** How interlaced video becomes progressive. */
export type Deinterlacing = {
  /** The field that comes first; by default as each frame is marked. */
  first?: 'top' | 'bottom';
  /** Whether frames that aren't marked as interlaced are deinterlaced, too. */
  all?: true;
  /** Whether both fields become a frame. */
  perField?: true;
};

/** Shares of the sampled frames, and of those whose kind is clear. */
const COMBED = { ofAll: 0.6, ofClear: 0.8 };
/** Film that was telecined for 60 fields per second has combs in two of five frames. */
const MOVING = { ofAll: 0.25, ofClear: 0.6 };

/**
 * How to deinterlace, or undefined for progressive video. `marked`: whether the container or codec says that it is interlaced. Fields are
 * shown one by one if they show different moments; film and still video have nothing to gain, and stay at their frame rate. Video with
 * combs that isn't marked needs clear evidence.
 */
export const decideFields = (marked: boolean, sample?: FieldSample): Deinterlacing | undefined => {
  if (!sample || sample.frames === 0) return marked ? {} : undefined;
  const { topFirst, bottomFirst, progressive, frames } = sample;
  const combed = Math.max(topFirst, bottomFirst);
  const clear = topFirst + bottomFirst + progressive;
  const exceeds = ({ ofAll, ofClear }: typeof COMBED) => combed >= ofAll * frames && combed >= ofClear * clear;
  const isCombed = exceeds(COMBED);
  const isMarked = marked || sample.marked > 0;
  if (!isMarked && !isCombed) return undefined;
  const perField = exceeds(MOVING);
  return {
    ...(isCombed && { first: topFirst > bottomFirst ? 'top' : 'bottom' }),
    ...((perField || !isMarked) && { all: true }),
    ...(perField && { perField }),
  };
};

/** Frame rates of television, at which unmarked combs occur: 25 and 29.97, or 30 after careless editing. */
const BROADCAST = { minRate: 24.9, maxRate: 30.1, minHeight: 240, maxHeight: 1088 };

/** Whether fields are worth comparing: marked as interlaced, or in a format of television. */
export const mayBeInterlaced = ({ interlaced, codedHeight, averageFrameRate }: VideoStream, markedFrames: number) => {
  const rate = fractionValue(averageFrameRate);
  const { minRate, maxRate, minHeight, maxHeight } = BROADCAST;
  const isBroadcast = rate >= minRate && rate <= maxRate && codedHeight >= minHeight && codedHeight <= maxHeight;
  return interlaced || markedFrames > 0 || isBroadcast;
};
