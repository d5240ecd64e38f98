import type { Plan } from './plan.js';

/** Sound is cut every four seconds, to whole frames of AAC. */
const AUDIO_TARGET_SECONDS = 4.011;

/** The longest segment that the plan has, in seconds: a playlist must announce it before the segment exists (RFC 8216 4.3.3.1). */
export const targetDurationSeconds = ({ video }: Pick<Plan, 'video'>, kind: 'video' | 'audio'): number => {
  if (kind === 'audio' || !video) return AUDIO_TARGET_SECONDS;
  const starts = [...video.chunks.flatMap(({ segmentStarts }) => segmentStarts), video.durationMs / 1000];
  return Math.max(...starts.slice(1).map((start, index) => start - (starts[index] ?? 0)));
};
