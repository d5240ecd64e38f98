import { expect, test } from 'vitest';
import { coalesceCalls } from './coalesce-calls.js';

test('those who ask the same at the same moment cost one question, and who asks later another', async () => {
  const asked: [string, number][] = [];
  const ask = coalesceCalls(async (video: string, seq: number) => {
    asked.push([video, seq]);
    return seq + 1;
  });
  expect(await Promise.all(Array.from({ length: 50 }, () => ask('video', 3)))).toEqual(Array(50).fill(4));
  expect(asked).toEqual([['video', 3]]);
  await Promise.all([ask('video', 3), ask('video', 4), ask('other', 3)]);
  expect(asked).toHaveLength(4);
});

test('a question that failed is not shared with those who come later', async () => {
  let fails = true;
  const ask = coalesceCalls(async (_video: string) => {
    if (fails) throw new Error('away');
    return 'here';
  });
  await expect(ask('video')).rejects.toThrow('away');
  fails = false;
  expect(await ask('video')).toBe('here');
});
