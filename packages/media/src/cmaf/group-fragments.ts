import type { ParsedCmaf, ParsedSegment } from './follow-cmaf.js';
import { joinSegments } from './join-segments.js';
import { PLANNED_START_TOLERANCE_SECONDS } from './start-tolerance.js';

/**
 * Joins fragments into the planned segments. A copy has a fragment per group of pictures, and a segment contains several. A fragment that
 * doesn't begin at one of `segmentStarts` (seconds, ascending) belongs to the segment before it.
 */
export const groupFragments = (parsed: ParsedCmaf, segmentStarts: readonly number[]): ParsedCmaf => {
  let reached = 0;
  const isStart = (ticks: number): boolean => {
    const seconds = ticks / parsed.track.timescale;
    while ((segmentStarts[reached] ?? Number.POSITIVE_INFINITY) < seconds - PLANNED_START_TOLERANCE_SECONDS)
      reached += 1;
    return (segmentStarts[reached] ?? Number.POSITIVE_INFINITY) <= seconds + PLANNED_START_TOLERANCE_SECONDS;
  };
  const segments: ParsedSegment[] = [];
  for (const fragment of parsed.segments) {
    const before = segments.at(-1);
    if (!before || isStart(fragment.startTicks)) segments.push(fragment);
    else segments[segments.length - 1] = joinSegments(before, fragment);
  }
  return { ...parsed, segments };
};
