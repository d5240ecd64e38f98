import type { Plan, VideoPlan } from './plan.js';
import { MIN_SEGMENT_SECONDS } from './segment-lengths.js';

/** Audio is cut every four seconds, at whole AAC frames. A short rest of unknown length joins the last segment. */
const AUDIO_TARGET_SECONDS = 4.011 + MIN_SEGMENT_SECONDS;

/** The longest planned segment in seconds. A playlist must declare it before the segment exists (RFC 8216 4.3.3.1). */
export const targetDurationSeconds = ({ video }: Pick<Plan, 'video'>, kind: 'video' | 'audio'): number => {
  if (kind === 'audio' || !video) return AUDIO_TARGET_SECONDS;
  return longest(segmentLengths(video));
};

/**
 * The longest planned segment except the last one, for example to measure bandwidth. The last segment can hold a frame for hours while audio
 * continues; over such a window, the top rendition of a short video would seem to fit every connection.
 */
export const typicalDurationSeconds = ({ video }: Pick<Plan, 'video'>, kind: 'video' | 'audio'): number => {
  if (kind === 'audio' || !video) return AUDIO_TARGET_SECONDS;
  const lengths = segmentLengths(video);
  return longest(lengths.length > 1 ? lengths.slice(0, -1) : lengths);
};

const segmentLengths = ({ chunks, durationMs }: VideoPlan): number[] => {
  const starts = [...chunks.flatMap(({ segmentStarts }) => segmentStarts), durationMs / 1000];
  return starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
};

const longest = (lengths: readonly number[]): number => lengths.reduce((max, length) => Math.max(max, length), 0);
