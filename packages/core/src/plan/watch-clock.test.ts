import { expect, it } from 'vitest';
import { type ClockFacts, watchClock } from './watch-clock.js';

const warningsOf = (times: (number | undefined)[], facts: Partial<ClockFacts> = {}) => {
  const clock = watchClock({ container: 'mpegts', sizeBytes: 1000, durationMs: 0, streamIndex: 0, ...facts });
  times.forEach((seconds, index) => {
    const offset = Math.round((1000 * index) / times.length);
    clock.add({ streamIndex: 0, offset, ...(seconds !== undefined && { seconds }) });
    // Other streams have clocks of their own.
    clock.add({ streamIndex: 1, seconds: 40 - index * 0.5, offset });
  });
  return clock.warnings();
};
const upTo = (seconds: number) => Array.from({ length: seconds * 25 }, (_, index) => index / 25);

it('finds where a clock starts over', () => {
  expect(warningsOf([...upTo(3), ...upTo(2), ...upTo(2)])).toEqual([
    { code: 'TIME_RESTARTS', times: 2, afterMs: 2960 },
  ]);
  expect(warningsOf([...upTo(3), ...upTo(3).map((time) => time + 3600)])).toMatchObject([{ times: 1, afterMs: 2960 }]);
});

it('accepts packets that are slightly out of order, missing times, and gaps', () => {
  expect(warningsOf([0, 0.04, 0.02, undefined, 0.08, 5, ...upTo(3).map((time) => time + 5)])).toEqual([]);
  const gap = [...upTo(3), ...upTo(3).map((time) => time + 3600)];
  expect(warningsOf(gap, { container: 'flv' })).toEqual([]);
});

it('finds parts that overlap, unless ffmpeg continues their times', () => {
  const overlaps = (container: string, times: number[]) => {
    const clock = watchClock({ container, sizeBytes: 0, durationMs: 0, streamIndex: 0 });
    for (const seconds of times) clock.add({ streamIndex: 0, seconds });
    return clock.overlaps();
  };
  expect(overlaps('matroska,webm', [...upTo(3), ...upTo(2)])).toBe(true);
  expect(overlaps('mpegts', [...upTo(3), ...upTo(2)])).toBe(false);
  expect(overlaps('flv', [...upTo(3), 0.5, ...upTo(2).map((time) => time + 3)])).toBe(false);
});

it('finds a file that is not read to its end', () => {
  expect(warningsOf(upTo(3), { sizeBytes: 2000 })).toEqual([
    { code: 'SOURCE_PARTLY_READ', afterMs: 2960, percent: 51 },
  ]);
});

it('expects an index in ASF that begins at zero, even if the recording begins at hours', () => {
  const late = upTo(3).map((time) => time + 10_800);
  const facts = { container: 'asf', durationMs: 3_000 };
  expect(warningsOf(late, { ...facts, sizeBytes: 65_000 })).toEqual([]);
  expect(warningsOf(late, { ...facts, sizeBytes: 75_000 })).toMatchObject([{ code: 'SOURCE_PARTLY_READ' }]);
});

it('expects an index in AVI for every packet, which is a large part of a file with small frames', () => {
  const facts = { container: 'avi', durationMs: 3_000 };
  expect(warningsOf(upTo(3), { ...facts, sizeBytes: 5_000 })).toEqual([]);
  expect(warningsOf(upTo(3), { ...facts, sizeBytes: 5_200 })).toMatchObject([{ code: 'SOURCE_PARTLY_READ' }]);
});

it('counts all packets of the last page, of which only the start is known', () => {
  const clock = watchClock({ container: 'ogg', sizeBytes: 1000, durationMs: 0, streamIndex: 0 });
  for (const offset of [100, 600])
    for (const seconds of upTo(1)) clock.add({ streamIndex: 0, seconds: seconds + offset, offset, sizeBytes: 15 });
  expect(clock.warnings().map(({ code }) => code)).not.toContain('SOURCE_PARTLY_READ');
});

it('finds a file that ends before what its header declares', () => {
  const declared = { durationMs: 60_000 };
  expect(warningsOf(upTo(3), { ...declared, container: 'flv' })).toMatchObject([{ code: 'SOURCE_TRUNCATED' }]);
  expect(warningsOf(upTo(3), declared)).toEqual([]);
  const late = upTo(3).map((time) => time + 57);
  expect(warningsOf(late, { ...declared, container: 'flv' })).toEqual([]);
});

it('finds packets before the first key frame, unless there are only a few', () => {
  const warningsOf = (before: number) => {
    const clock = watchClock({ container: 'mpegts', sizeBytes: 0, durationMs: 0, streamIndex: 0 });
    for (const [index, seconds] of upTo(3).entries()) clock.add({ streamIndex: 0, seconds, isKey: index === before });
    return clock.warnings();
  };
  expect(warningsOf(25)).toEqual([{ code: 'BEGINNING_LOST', frames: 25, lostMs: 1000 }]);
  expect([0, 3, 99].flatMap(warningsOf)).toEqual([]);
});
