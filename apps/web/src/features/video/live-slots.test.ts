import { afterEach, expect, test, vi } from 'vitest';
import { inLiveSlot } from './live-slots';

afterEach(() => vi.unstubAllGlobals());

/** Connections that stay open until they are ended, like those of tabs. */
const openTabs = (count: number) => {
  const ends: (() => void)[] = [];
  const tabs = Array.from({ length: count }, () =>
    inLiveSlot(
      () =>
        new Promise((resolve) => {
          ends.push(resolve);
        }),
    ),
  );
  return { ends, tabs };
};

test('four live connections at a time are all there are; the fifth does nothing, and a freed one is had again', async () => {
  const { ends, tabs } = openTabs(4);
  await vi.waitFor(() => expect(ends).toHaveLength(4));
  let worked = 0;
  const work = async () => {
    worked += 1;
  };
  expect(await inLiveSlot(work)).toBe(false);
  expect(worked).toBe(0);
  ends[2]?.();
  expect(await tabs[2]).toBe(true);
  expect(await inLiveSlot(work)).toBe(true);
  expect(worked).toBe(1);
  for (const end of ends) end();
  expect(await Promise.all(tabs)).toEqual([true, true, true, true]);
});

test('a connection that fails frees its slot and tells its error', async () => {
  for (let round = 0; round < 5; round += 1)
    await expect(inLiveSlot(() => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
});

test('where a page has no Web Locks every connection is made', async () => {
  vi.stubGlobal('navigator', {});
  const { ends, tabs } = openTabs(6);
  expect(ends).toHaveLength(6);
  for (const end of ends) end();
  expect(await Promise.all(tabs)).toEqual(Array(6).fill(true));
});
