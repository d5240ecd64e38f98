import { expect, test } from 'vitest';
import { findBeeps } from './find-beeps.ts';
import { findFlashes } from './find-flashes.ts';
import { GRID_BYTES } from './grid.ts';

/** Windows of 5 ms that are loud in these ranges of seconds. */
const levels = (seconds: number, loud: [from: number, to: number][], noise = 0): number[] =>
  Array.from({ length: seconds * 200 }, (_, at) =>
    loud.some(([from, to]) => at >= from * 200 && at < to * 200) ? 0.7 : noise,
  );

test('beeps are found where they start, above the noise of a codec', () => {
  const found = findBeeps(
    levels(
      3,
      [
        [0, 0.08],
        [1, 1.08],
        [2.5, 2.58],
      ],
      0.05,
    ),
  );
  expect(found.map((seconds) => Number(seconds.toFixed(3)))).toEqual([0, 1, 2.5]);
});

test('a beep with a gap of a window is one beep', () => {
  expect(
    findBeeps(
      levels(2, [
        [0.5, 0.54],
        [0.545, 0.58],
      ]),
    ),
  ).toHaveLength(1);
});

test('silence and long sounds have no beeps', () => {
  expect(findBeeps(levels(2, []))).toEqual([]);
  expect(findBeeps(levels(2, [[0.5, 1.5]]))).toEqual([]);
});

test('a flash is found where the middle turns white, not for each white frame', () => {
  const frames = [0, 255, 255, 0, 0, 255].map((value, at) => ({
    seconds: at / 25,
    grid: new Uint8Array(GRID_BYTES).fill(value),
  }));
  expect(findFlashes(frames)).toEqual([0.04, 0.2]);
});
