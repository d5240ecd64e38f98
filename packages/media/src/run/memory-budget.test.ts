import { expect, test } from 'vitest';
import { memoryBudget } from './memory-budget.js';

const GB = 1e9;
const ladder = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 854, height: 480 },
  { width: 640, height: 360 },
];
const minute = { durationMs: 60_000, tracks: 2 };
const encode = (pixels: number, threads: number) =>
  memoryBudget({
    ...minute,
    decodes: { pixels, threads },
    encodes: { renditions: ladder, preset: 'veryfast', threads },
  });

test('a step that decodes no video gets little more than half a gigabyte, and more for an index of hours', () => {
  expect(memoryBudget(minute)).toBeLessThan(0.5 * GB);
  expect(memoryBudget({ durationMs: 12 * 3_600_000, tracks: 9 })).toBeGreaterThan(2 * GB);
});

test('budgets grow with frame size and threads, and stay below the data limit of every process', () => {
  expect(encode(1920 * 1080, 2)).toBeLessThan(encode(3840 * 2160, 2));
  expect(encode(3840 * 2160, 2)).toBeLessThan(encode(3840 * 2160, 16));
  expect(encode(3840 * 2160, 16)).toBe(encode(3840 * 2160, 96));
  expect(encode(36_000_000, 16)).toBeLessThan(6 * 2 ** 30);
  expect(encode(4 * 36_000_000, 16)).toBeLessThan(6 * 2 ** 30);
});
