import type { Chunk } from '@media/core';
import type { ParsedCmaf } from './follow-cmaf.js';

/**
 * With variable frame rates, sample durations are distances in decoding order, and their sum doesn't give the end of the last frame. So a
 * segment lasts until the next one begins, and the last one until the planned end of the chunk.
 */
export const timeByPlan = ({ endTicks }: Pick<Chunk, 'endTicks'>, parsed: ParsedCmaf): ParsedCmaf => {
  if (endTicks === undefined) return parsed;
  const segments = parsed.segments.map((segment, index) => {
    const end = parsed.segments[index + 1]?.startTicks ?? endTicks;
    return { ...segment, durationTicks: Math.max(1, end - segment.startTicks) };
  });
  return { ...parsed, segments };
};
