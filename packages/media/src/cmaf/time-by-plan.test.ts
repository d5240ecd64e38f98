import { expect, test } from 'vitest';
import type { ParsedCmaf } from './follow-cmaf.js';
import { timeByPlan } from './time-by-plan.js';

/** Encoded frames at 0, 40, 80 … 3920 ms, then 4000, 4040, 4080 and, after a gap, 4200, with a reordering delay of two. */
const encoded = {
  track: { timescale: 90_000 },
  segments: [
    { startTicks: 0, decodeTicks: 0, durationTicks: 356_400 },
    { startTicks: 360_000, decodeTicks: 356_400, durationTicks: 10_800 },
  ],
} as unknown as ParsedCmaf;
const durations = (parsed: ParsedCmaf) => parsed.segments.map(({ durationTicks }) => durationTicks);

test('with variable frame times, a segment lasts until the next one begins, and the last one until the chunk ends', () => {
  expect(durations(timeByPlan({ endTicks: 381_600 }, encoded))).toEqual([360_000, 21_600]);
});

test('with a constant frame rate, segments last as long as their samples', () => {
  expect(timeByPlan({}, encoded)).toBe(encoded);
});
