import { expect, test } from 'vitest';
import { heatPath, hottestPart } from './heat-path';

test('a heat map is drawn relative to its most watched part', () => {
  expect(heatPath([5, 10, 0, 10])).toBe('M0 20L12.5 10L37.5 0L62.5 18.8L87.5 0L100 20Z');
  expect(heatPath([50, 100, 0, 100])).toBe(heatPath([5, 10, 0, 10]));
});

test('nothing is drawn if nothing was watched', () => {
  expect(heatPath([0, 0, 0])).toBeUndefined();
  expect(heatPath([])).toBeUndefined();
});

test('the hottest part is the longest run of the most watched parts', () => {
  expect(hottestPart([9, 1, 9, 9])).toEqual({ from: 0.5, to: 1 });
  expect(hottestPart([0, 0, 3, 0])).toEqual({ from: 0.5, to: 0.75 });
});

test.each([[[]], [[0, 0]], [[7, 7, 7]]])('no part of %j is hotter than others', (heatmap) => {
  expect(hottestPart(heatmap)).toBeUndefined();
});
