import { expect, test } from 'vitest';
import { coalesceCalls } from './coalesce-calls.js';

test('concurrent calls with the same arguments share one call, and later calls do not', async () => {
  const calls: [string, number][] = [];
  const load = coalesceCalls(async (video: string, seq: number) => {
    calls.push([video, seq]);
    return seq + 1;
  });
  expect(await Promise.all(Array.from({ length: 50 }, () => load('video', 3)))).toEqual(Array(50).fill(4));
  expect(calls).toEqual([['video', 3]]);
  await Promise.all([load('video', 3), load('video', 4), load('other', 3)]);
  expect(calls).toHaveLength(4);
});

test('a failure is not shared with later calls', async () => {
  let fails = true;
  const load = coalesceCalls(async (_video: string) => {
    if (fails) throw new Error('away');
    return 'here';
  });
  await expect(load('video')).rejects.toThrow('away');
  fails = false;
  expect(await load('video')).toBe('here');
});
