import { expect, test } from 'vitest';
import { damagedChunks } from './damaged-chunks.js';

const plan = { video: { chunks: [{ index: 0 }, { index: 1 }, { index: 2 }] } };
const encode = new Map([
  [2, { lostFrames: 3 }],
  [1, { lostFrames: 0 }],
]);

test('a chunk is damaged if its own task lost frames, regardless of other results', () => {
  expect([...damagedChunks(plan, { encode })]).toEqual([2]);
});

test('the task that encodes a chunk instead of copying it counts for that chunk', () => {
  expect([...damagedChunks(plan, { encode: new Map([[4, { lostFrames: 1 }]]) })]).toEqual([1]);
});
