import { expect, test } from 'vitest';
import { soundBoundaries } from './sound-boundaries.js';

test('the first piece is short, the others about a minute, and none is behind the end', () => {
  expect(soundBoundaries(8_000)).toEqual([]);
  expect(soundBoundaries(8_001)).toEqual([8]);
  expect(soundBoundaries(68_000)).toEqual([8]);
  expect(soundBoundaries(150_000)).toEqual([8, 68, 128]);
});
