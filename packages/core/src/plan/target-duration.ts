import type { Plan } from './plan.js';
import { MIN_SEGMENT_SECONDS } from './segment-lengths.js';

/** Audio is cut every four seconds, to whole AAC frames, and a short rest is added to the last segment: how long it is nobody knows yet. */
const AUDIO_TARGET_SECONDS = 4.011 + MIN_SEGMENT_SECONDS;

/** The longest segment that the plan has, in seconds: a playlist must announce it before the segment exists (RFC 8216 4.3.3.1). */
export const targetDurationSeconds = ({ video }: Pick<Plan, 'video'>, kind: 'video' | 'audio'): number => {
  if (kind === 'audio' || !video) return AUDIO_TARGET_SECONDS;
  const starts = [...video.chunks.flatMap(({ segmentStarts }) => segmentStarts), video.durationMs / 1000];
  return Math.max(...starts.slice(1).map((start, index) => start - (starts[index] ?? 0)));
};
