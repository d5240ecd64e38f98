import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ParsedSegment } from './follow-cmaf.js';
import { joinShortSegments } from './join-segments.js';

const TIMESCALE = 48_000;
const FRAME = 1024;

/** Consecutive fragments of these durations in ticks, with one byte per tick. */
const fragmentsOf = (lengths: readonly number[]): ParsedSegment[] => {
  let at = 0;
  return lengths.map((durationTicks) => {
    const startTicks = at;
    at += durationTicks;
    return {
      ...{ offset: 700 + startTicks, sizeBytes: durationTicks, startTicks, decodeTicks: startTicks, durationTicks },
      ...{ sampleCount: Math.ceil(durationTicks / FRAME), firstIsSync: true, keyframeBytes: 10 },
    };
  });
};

/** Joins fragments that arrive in groups of these sizes. */
const joined = (lengths: readonly number[], groups: readonly number[] = [lengths.length]) => {
  const joiner = joinShortSegments(1);
  const left = fragmentsOf(lengths);
  const out = groups.flatMap((size) => joiner.add(left.splice(0, size), TIMESCALE));
  return [...out, ...joiner.add(left, TIMESCALE), ...joiner.finish()];
};

test('a last segment of one frame joins the one before it in bytes, time and samples', () => {
  const [first, second, ...others] = joined([188 * FRAME, 188 * FRAME, FRAME]);
  expect(others).toEqual([]);
  expect(first).toMatchObject({ startTicks: 0, durationTicks: 188 * FRAME });
  expect(second).toMatchObject({
    ...{ offset: 700 + 188 * FRAME, sizeBytes: 189 * FRAME },
    ...{ startTicks: 188 * FRAME, durationTicks: 189 * FRAME, sampleCount: 189, keyframeBytes: 10 },
  });
});

test('the newest segment is held back until the next one is known', () => {
  const joiner = joinShortSegments(1);
  const [first, second, last] = fragmentsOf([192_512, 192_512, FRAME]);
  const add = (segment: ParsedSegment | undefined) => joiner.add(segment ? [segment] : [], TIMESCALE).length;
  expect([add(first), add(second), add(last), joiner.finish().length]).toEqual([0, 1, 0, 1]);
});

test('a single segment can be short, and no fragments give no segments', () => {
  expect(joined([FRAME])).toHaveLength(1);
  expect(joined([])).toEqual([]);
});

test('no segment is shorter than a second unless it is the only one, and nothing is lost', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 6 * TIMESCALE }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(lengths, fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 12 }), (all, groups) => {
      const segments = joined(all, groups);
      expect(segments).toEqual(joined(all));
      if (segments.length > 1)
        for (const { durationTicks } of segments) expect(durationTicks).toBeGreaterThanOrEqual(TIMESCALE);
      const ends = segments.map(({ startTicks, durationTicks }) => startTicks + durationTicks);
      expect(segments.map(({ startTicks }) => startTicks)).toEqual([0, ...ends.slice(0, -1)]);
      expect(ends.at(-1)).toBe(all.reduce((sum, length) => sum + length, 0));
      expect(segments.map(({ offset, sizeBytes }) => offset + sizeBytes - 700)).toEqual(ends);
    }),
  );
});

test.each([44_100, 48_000])('audio of any length at %d Hz has no short last segment', (hertz) => {
  const perFragment = Math.ceil((4 * hertz) / FRAME) * FRAME;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 * hertz }), (samples) => {
      const whole = Array.from({ length: Math.floor(samples / perFragment) }, () => perFragment);
      const rest = samples % perFragment;
      const joiner = joinShortSegments(1);
      const segments = [...joiner.add(fragmentsOf(rest > 0 ? [...whole, rest] : whole), hertz), ...joiner.finish()];
      if (segments.length > 1)
        expect(Math.min(...segments.map(({ durationTicks }) => durationTicks))).toBeGreaterThanOrEqual(hertz);
      // The target duration that playlists declare in advance.
      expect(Math.max(...segments.map(({ durationTicks }) => durationTicks)) / hertz).toBeLessThan(5.05);
      expect(segments.reduce((sum, { durationTicks }) => sum + durationTicks, 0)).toBe(samples);
    }),
  );
});
