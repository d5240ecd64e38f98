import type { Plan, VideoPlan } from './plan.js';
import { MIN_SEGMENT_SECONDS } from './segment-lengths.js';

/** Audio is cut every four seconds, to whole AAC frames, and a short rest is added to the last segment: how long it is nobody knows yet. */
const AUDIO_TARGET_SECONDS = 4.011 + MIN_SEGMENT_SECONDS;

/** The longest segment that the plan has, in seconds: a playlist must announce it before the segment exists (RFC 8216 4.3.3.1). */
export const targetDurationSeconds = ({ video }: Pick<Plan, 'video'>, kind: 'video' | 'audio'): number => {
  if (kind === 'audio' || !video) return AUDIO_TARGET_SECONDS;
  return longest(segmentLengths(video));
};

/**
 * The same without the last segment, which can hold a frame for as long as audio goes on: what bandwidth is measured over. Measured over
 * hours, the top rendition of a short video would seem to fit every connection.
 */
export const usualDurationSeconds = ({ video }: Pick<Plan, 'video'>, kind: 'video' | 'audio'): number => {
  if (kind === 'audio' || !video) return AUDIO_TARGET_SECONDS;
  const lengths = segmentLengths(video);
  return longest(lengths.length > 1 ? lengths.slice(0, -1) : lengths);
};

const segmentLengths = ({ chunks, durationMs }: VideoPlan): number[] => {
  const starts = [...chunks.flatMap(({ segmentStarts }) => segmentStarts), durationMs / 1000];
  return starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
};

const longest = (lengths: readonly number[]): number => lengths.reduce((most, length) => Math.max(most, length), 0);
