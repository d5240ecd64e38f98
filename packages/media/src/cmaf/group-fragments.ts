import type { ParsedCmaf, ParsedSegment } from './follow-cmaf.js';
import { joinSegments } from './join-segments.js';
import { PLANNED_START_TOLERANCE_SECONDS } from './start-tolerance.js';

/**
 * Joins fragments to the planned segments (seconds, ascending): a copy has one fragment per group of pictures, and a segment holds several. One
 * that begins where no segment does belongs to the one before.
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
