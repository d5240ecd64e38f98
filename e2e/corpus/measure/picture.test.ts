import { expect, test } from 'vitest';
import { barsOf, colorDifference, GRID_BYTES, GRID_SIDE, patchesOf } from './grid.ts';
import { boxShape, combPixels } from './picture.ts';

const SIZE = { width: 64, height: 32 };

const luma = (brightness: (x: number, y: number) => number) => ({
  ...SIZE,
  pixels: Buffer.from(
    Array.from({ length: SIZE.width * SIZE.height }, (_, at) =>
      brightness(at % SIZE.width, Math.floor(at / SIZE.width)),
    ),
  ),
});

test('edges that alternate from line to line are combed; straight edges and stripes of two lines are not', () => {
  const combed = luma((x, y) => (x < 30 + 6 * (y % 2) ? 200 : 100));
  expect(combPixels(combed)).toBeCloseTo((6 * (SIZE.height - 4)) / (SIZE.width * SIZE.height), 5);
  expect(combPixels(luma((x) => (x < 30 ? 200 : 100)))).toBe(0);
  expect(combPixels(luma((_, y) => (y % 4 < 2 ? 200 : 100)))).toBe(0);
});

test('the shape of the box in the middle is its width divided by its height', () => {
  const box = luma((x, y) => (x >= 24 && x < 40 && y >= 12 && y < 20 ? 255 : 0));
  expect(boxShape(box)).toBe(2);
  expect(boxShape(luma(() => 0))).toBe(0);
});

/** Columns of cells with these colors. */
const columns = (color: (column: number) => number[]): Uint8Array =>
  Uint8Array.from({ length: GRID_BYTES }, (_, at) => color(Math.floor(at / 3) % GRID_SIDE)[at % 3] ?? 0);

test('patches are the mean of their cells, and differ by their worst color', () => {
  const one = patchesOf(columns((column) => (column % 2 ? [100, 0, 0] : [50, 0, 0])));
  expect([...one.slice(0, 3)]).toEqual([75, 0, 0]);
  expect(colorDifference(one, patchesOf(columns(() => [70, 9, 0])))).toBe(9);
});

test('bars are measured in their middle', () => {
  const halves = columns((column) => (column < GRID_SIDE / 2 ? [10, 20, 30] : [40, 50, 60]));
  expect(barsOf(halves, 2)).toEqual([10, 20, 30, 40, 50, 60]);
});
