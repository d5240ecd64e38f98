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

test('frames lost by encoding instead of copying can be in any chunk', () => {
  const repackage = new Map([[0, { copied: false as const, because: {}, lostFrames: 1 }]]);
  expect([...damagedChunks(plan, { encode, repackage })]).toEqual([0, 1, 2]);
  expect([...damagedChunks(plan, { repackage: new Map([[0, { copied: true as const }]]) })]).toEqual([]);
});
