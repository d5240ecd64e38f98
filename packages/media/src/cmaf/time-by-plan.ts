import type { Chunk } from '@media/core';
import type { ParsedCmaf } from './follow-cmaf.js';

/**
 * Where frames vary, the durations of samples are distances in the order of decoding, and their sum says nothing of when the
 * last frame ends. There a segment lasts until the next one begins, and the last one until the chunk is planned to end.
 */
export const timeByPlan = ({ endTicks }: Pick<Chunk, 'endTicks'>, parsed: ParsedCmaf): ParsedCmaf => {
  if (endTicks === undefined) return parsed;
  const segments = parsed.segments.map((segment, index) => {
    const end = parsed.segments[index + 1]?.startTicks ?? endTicks;
    return { ...segment, durationTicks: Math.max(1, end - segment.startTicks) };
  });
  return { ...parsed, segments };
};
