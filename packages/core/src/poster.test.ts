import { expect, test } from 'vitest';
import { segmentAt } from './poster.js';

const segment = (start: number, duration: number) => ({
  ...{ start, duration, offset: start, size: 1, samples: 1, keyframeBytes: 1 },
});
const objects = [
  { timescale: 1_000, segments: [segment(0, 4_000), segment(4_000, 4_000)] },
  { timescale: 1_000, segments: [segment(8_000, 500)] },
];
const startAt = (seconds: number) => segmentAt(objects, seconds)?.segment.start;

test.each([
  [0, 0],
  [3.999, 0],
  [4, 4_000],
  [8.2, 8_000],
])('the moment %s s is in the segment that starts at %s ms', (seconds, start) => {
  expect(startAt(seconds)).toBe(start);
});

test('a moment after the end is in the last segment, one before the first frame in the first', () => {
  expect(startAt(60)).toBe(8_000);
  expect(segmentAt([{ timescale: 1_000, segments: [segment(40, 100)] }], 0)?.segment.start).toBe(40);
  expect(segmentAt([], 0)).toBeUndefined();
});
