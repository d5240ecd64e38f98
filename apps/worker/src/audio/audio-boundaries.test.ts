import { expect, test } from 'vitest';
import { audioBoundaries } from './audio-boundaries.js';

test('the first piece is short, the others last about a minute, and none starts after the end', () => {
  expect(audioBoundaries(8_000)).toEqual([]);
  expect(audioBoundaries(8_001)).toEqual([8]);
  expect(audioBoundaries(68_000)).toEqual([8]);
  expect(audioBoundaries(150_000)).toEqual([8, 68, 128]);
});
