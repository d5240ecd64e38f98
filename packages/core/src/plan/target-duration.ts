import type { VideoPlan } from './plan.js';

/** Sound is cut every four seconds, to whole frames of AAC. */
export const AUDIO_TARGET_SECONDS = 4.011;

/** The longest segment of the plan in seconds: a playlist must announce it before the segment exists (RFC 8216 4.3.3.1). */
export const targetDurationSeconds = ({ chunks, durationMs }: Pick<VideoPlan, 'chunks' | 'durationMs'>): number => {
  const starts = [...chunks.flatMap(({ segmentStarts }) => segmentStarts), durationMs / 1000];
  return Math.max(...starts.slice(1).map((start, index) => start - (starts[index] ?? 0)));
};
