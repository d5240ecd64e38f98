import { expect, test } from 'vitest';
import { planOf, videoOf } from './plan.fixture.js';

/** Frames every `first` ticks for the first second of every four, then every `then` ticks. */
const changing = (first: number, then: number): number[] => {
  const pts: number[] = [];
  for (let at = 0; at < 14 * 90_000; at += at % 360_000 < 90_000 ? first : then) pts.push(at);
  return pts;
};
const reorders = (pts: number[]) => videoOf(planOf(pts)).reorder;

test('slightly variable frame rates, as from a phone, are reordered', () => {
  expect(reorders(Array.from({ length: 420 }, (_, n) => n * 3000 + ((n * 7) % 5) * 300))).toBe(true);
});

test('videos that a decoder could hold back as a whole are not reordered', () => {
  const constant = (count: number) => Array.from({ length: count }, (_, n) => n * 3000);
  expect([1, 16, 17].map((count) => reorders(constant(count)))).toEqual([false, false, true]);
});

test('a chunk with a higher frame rate at its end than at its start is not reordered, because it would overrun the next chunk', () => {
  expect(reorders(changing(12_000, 1_500))).toBe(false);
  expect(reorders(changing(1_500, 12_000))).toBe(true);
});
