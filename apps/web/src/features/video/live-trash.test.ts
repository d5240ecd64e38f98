import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openScene, page, reel } from './live-cache.fixture';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const trashed = reel('completed', { trashedAt: '2026-12-01T00:00:00Z' });

const openBoth = async (...inTrash: Parameters<typeof page>) => {
  const scene = openScene();
  const [library, trash] = [scene.openList(''), scene.openTrash()];
  await (await library.next()).answer(page(...(inTrash.length > 0 ? [] : [reel('completed')])));
  await (await trash.next()).answer(page(...inTrash));
  const ids = () => [library, trash].map((list) => list.videos().map(({ id }) => id));
  return { ...scene, library, trash, ids };
};

test('a video that somebody moves to the trash leaves the library and is fetched for the trash', async () => {
  const { receive, trash, ids, library } = await openBoth();
  receive({ deleted: true });
  expect(ids()).toEqual([[], []]);
  await (await trash.next()).answer(page(trashed));
  expect(ids()).toEqual([[], ['reel']]);
  expect(library.requested()).toBe(0);
});

test('a restored video leaves the trash and is fetched for the library, even if it was deleted on this page', async () => {
  const { live, receive, trash, library, ids, wait } = await openBoth();
  live.showDeleted('reel');
  await (await trash.next()).answer(page(trashed));
  receive({ deleted: true });
  await wait();
  await (await trash.next()).answer(page(trashed));
  receive({ restored: true, status: 'completed', progress: 100, playable: true });
  expect(ids()).toEqual([[], []]);
  await wait();
  await (await library.next()).answer(page(reel('completed')));
  await (await trash.next()).answer(page());
  expect(ids()).toEqual([['reel'], []]);
});

test('the open page of a restored video fetches it again', async () => {
  const { openVideo, receive, wait } = await openBoth(trashed);
  const open = openVideo();
  await (await open.next()).fail(new TypeError('gone'));
  receive({ restored: true, status: 'completed', progress: 100, playable: true });
  await wait();
  await (await open.next()).answer(reel('completed', { playable: true }));
  expect(open.video()).toMatchObject({ status: 'completed', playable: true });
});

test.each([{ deleted: true }, { restored: true, status: 'completed' }])(
  'the trash is requested again if its request was on its way when %j arrived',
  async (message) => {
    const scene = openScene();
    const trash = scene.openTrash();
    const older = await trash.next();
    scene.receive(message);
    await older.answer(page());
    await scene.wait();
    await (await trash.next()).answer(page(trashed));
    await scene.wait();
    expect([trash.requested(), trash.videos()]).toEqual([0, [trashed]]);
  },
);

test('messages about other videos request the trash no more often', async () => {
  const { receive, trash, wait } = await openBoth(trashed);
  receive({ videoId: 'other', status: 'failed' });
  receive({ videoId: 'other', updated: ['title'] });
  await wait();
  expect(trash.requested()).toBe(0);
});
