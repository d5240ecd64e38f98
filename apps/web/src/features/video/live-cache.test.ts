import { ApiError } from '@media/sdk';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openScene, page, pageBefore, reel } from './live-cache.fixture';
import { videoKeys } from './video-queries';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const holiday = reel('processing', {}, 'holiday');

const openLists = async () => {
  const scene = openScene();
  const [all, failed] = [scene.openList(''), scene.openList('failed')];
  await (await all.next()).answer(page(reel('processing')));
  await (await failed.next()).answer(page());
  return { ...scene, all, failed };
};

test('progress updates the list and the open video without a request', async () => {
  const scene = await openLists();
  const open = scene.openVideo();
  await (await open.next()).answer(reel('processing'));
  scene.receive({ progress: 55 });
  expect(scene.all.videos()).toEqual([reel('processing', { progress: 55 })]);
  expect(open.video()).toEqual(reel('processing', { progress: 55 }));
  await scene.wait();
  const requested = [scene.all.requested(), scene.failed.requested(), scene.details.pending.length];
  expect(requested).toEqual([0, 0, 0]);
});

test.each([
  { playable: true },
  { status: 'completed' },
  { output: 'poster' },
  { retrying: { task: 'chunk-2', code: 'X', try: 2 } },
  { updated: ['title'] },
])('a video is fetched after %j, because messages carry no details', async (message) => {
  const scene = await openLists();
  scene.receive(message);
  await (await scene.details.next()).answer(reel('completed', { playable: true, progress: 100, title: 'Fresh' }));
  expect(scene.all.videos()[0]?.title).toBe('Fresh');
});

test('a new status refetches only lists without the video', async () => {
  const scene = await openLists();
  scene.receive({ status: 'failed' });
  expect(scene.all.requested()).toBe(0);
  await (await scene.failed.next()).answer(page(reel('failed')));
  expect(scene.failed.statuses()).toEqual(['failed']);
});

test('a new video causes one request, not one per message', async () => {
  const scene = await openLists();
  scene.receive({ videoId: 'new', status: 'queued', progress: 0 });
  await (await scene.all.next()).answer(page(reel('queued', {}, 'new'), reel('processing')));
  scene.receive({ videoId: 'new', progress: 2 });
  await scene.wait();
  expect(scene.all.requested()).toBe(0);
});

test('a video that leaves a list and returns during its request is not lost', async () => {
  const scene = openScene();
  const failed = scene.openList('failed');
  await (await failed.next()).answer(page(reel('failed')));
  await scene.live.showResponse(async () => reel('queued', { generation: 2 }));
  void scene.queryClient.invalidateQueries({ queryKey: scene.live.keys.lists });
  const whileProcessing = await failed.next();
  scene.receive({ status: 'failed', generation: 2 });
  await whileProcessing.answer(page());
  await (await failed.next()).answer(page(reel('failed', { generation: 2 })));
  expect(failed.statuses()).toEqual(['failed']);
});

test('a list that loads for the first time includes changes made during the request', async () => {
  const scene = openScene();
  const failed = scene.openList('failed');
  const first = await failed.next();
  scene.receive({ status: 'failed' });
  await first.answer(page());
  await (await failed.next()).answer(page(reel('failed')));
  expect(failed.statuses()).toEqual(['failed']);
  await scene.wait();
  expect(failed.requested()).toBe(0);
});

test('an outdated list does not reset a status', async () => {
  const scene = openScene();
  const all = scene.openList('');
  const first = await all.next();
  scene.receive({ status: 'failed', error: { code: 'SOURCE_DAMAGED', message: 'Damaged.' } });
  await first.answer(page(reel('processing')));
  expect(all.videos()).toMatchObject([{ status: 'failed', error: { code: 'SOURCE_DAMAGED' } }]);
});

test('an outdated list does not reset outputs: the video is fetched again', async () => {
  const scene = openScene();
  const all = scene.openList('');
  await (await all.next()).answer(page(reel('processing')));
  void scene.queryClient.invalidateQueries({ queryKey: scene.live.keys.lists });
  const older = await all.next();
  const completed = reel('completed', { playable: true, title: 'With outputs' });
  scene.receive({ status: 'completed', playable: true });
  await (await scene.details.next()).answer(completed);
  await older.answer(page(reel('processing')));
  expect(all.statuses()).toEqual(['completed']);
  await scene.wait();
  await (await scene.details.next()).answer(completed);
  expect(all.videos()).toEqual([completed]);
});

test('changes to loaded pages survive the request of the next page', async () => {
  const scene = openScene();
  const all = scene.openList('');
  await (await all.next()).answer(pageBefore('next', reel('processing')));
  all.fetchNextPage();
  const next = await all.next();
  scene.receive({ status: 'failed' });
  scene.receive({ videoId: 'holiday', progress: 8 });
  await next.answer(page(holiday));
  expect(all.videos()).toMatchObject([{ status: 'failed' }, { id: 'holiday', progress: 8 }]);
});

test('an outdated list is refetched as a whole after the request of its next page', async () => {
  const scene = openScene();
  const all = scene.openList('');
  await (await all.next()).answer(pageBefore('next', reel('processing')));
  scene.receive({ videoId: 'one', status: 'queued' });
  const one = reel('queued', {}, 'one');
  await (await all.next()).answer(pageBefore('next', one, reel('processing')));
  scene.receive({ videoId: 'two', status: 'queued' });
  all.fetchNextPage();
  await (await all.next()).answer(page(holiday));
  await scene.wait();
  const two = reel('queued', {}, 'two');
  await (await all.next()).answer(pageBefore('next', two, one, reel('processing')));
  await (await all.next()).answer(page(holiday));
  expect(all.videos().map(({ id }) => id)).toEqual(['two', 'one', 'reel', 'holiday']);
  await scene.wait();
  expect(all.requested()).toBe(0);
});

test('the response to a command does not hide later changes', async () => {
  const scene = await openLists();
  const open = scene.openVideo();
  await (await open.next()).answer(reel('failed'));
  await scene.live.showResponse(async () => {
    for (const status of ['queued', 'processing', 'failed']) scene.receive({ status, generation: 2 });
    return reel('queued', { generation: 2 });
  });
  expect(open.video()?.status).toBe('failed');
  expect(scene.all.statuses()).toEqual(['failed']);
});

test('a list requested earlier does not reset a new title', async () => {
  const scene = openScene();
  const all = scene.openList('');
  const older = await all.next();
  await scene.live.showResponse(async () => reel('completed', { title: 'New' }));
  await older.answer(page(reel('completed', { title: 'Old' })));
  expect(all.videos()[0]?.title).toBe('New');
});

test('a deleted video leaves the lists for good, and its open page fetches it again', async () => {
  const scene = await openLists();
  const open = scene.openVideo();
  const first = await open.next();
  void scene.queryClient.invalidateQueries({ queryKey: scene.live.keys.lists });
  const older = await scene.all.next();
  scene.receive({ deleted: true });
  expect(scene.all.videos()).toEqual([]);
  await older.answer(page(reel('processing')));
  expect(scene.all.videos()).toEqual([]);
  await first.answer(reel('processing'));
  await scene.wait();
  await (await open.next()).fail(new ApiError(404, 'VIDEO_NOT_FOUND', 'Gone.'));
  await scene.wait();
  expect(open.requested()).toBe(0);
});

test('a hidden list with changes is refetched when it is shown again', async () => {
  const scene = await openLists();
  scene.failed.close();
  scene.receive({ videoId: 'other', status: 'failed' });
  await (await scene.all.next()).answer(page(reel('processing')));
  scene.queryClient.setQueryData(scene.failed.queryKey, { pages: [page()], pageParams: [''] });
  await scene.wait();
  expect(scene.failed.requested()).toBe(0);
  scene.failed.reopen();
  await (await scene.failed.next()).answer(page(reel('failed', {}, 'other')));
  expect(scene.failed.statuses()).toEqual(['failed']);
});

test('after a gap, all visible queries are refetched, including pending ones', async () => {
  const scene = openScene();
  const [all, failed] = [scene.openList(''), scene.openList('failed')];
  const older = await all.next();
  await (await failed.next()).answer(page());
  scene.live.catchUp();
  await (await failed.next()).answer(page(reel('failed')));
  await older.answer(page(reel('processing')));
  await scene.wait();
  await (await all.next()).answer(page(reel('failed')));
  await scene.wait();
  expect([all.statuses(), failed.statuses()]).toEqual([['failed'], ['failed']]);
  expect([all.requested(), failed.requested()]).toEqual([0, 0]);
});

test('an outdated list is refetched until it succeeds or is refused', async () => {
  const scene = await openLists();
  scene.receive({ status: 'failed' });
  await (await scene.failed.next()).fail(new TypeError('offline'));
  await scene.wait();
  await (await scene.failed.next()).fail(new ApiError(401, 'UNAUTHENTICATED', 'Sign in.'));
  await scene.wait();
  expect(scene.failed.requested()).toBe(0);
});

test('a slow list is not requested twice, however many messages arrive', async () => {
  const scene = await openLists();
  scene.receive({ videoId: 'one', status: 'failed' });
  const slow = await scene.failed.next();
  for (const videoId of ['two', 'three', 'four']) {
    scene.receive({ videoId, status: 'failed' });
    await scene.wait();
  }
  expect(scene.failed.requested()).toBe(0);
  await slow.answer(page(reel('failed', {}, 'one')));
  await (await scene.failed.next()).answer(
    page(...['one', 'two', 'three', 'four'].map((id) => reel('failed', {}, id))),
  );
  expect(scene.failed.videos().map(({ id }) => id)).toEqual(['one', 'two', 'three', 'four']);
});

test('a new video is shown immediately and fetched when it is opened', async () => {
  const scene = openScene();
  scene.receive({ status: 'completed', playable: true });
  scene.live.showNew(reel('queued'));
  const open = scene.openVideo();
  expect(open.video()).toEqual(reel('queued'));
  await (await open.next()).answer(reel('completed', { playable: true }));
  expect(open.video()?.status).toBe('completed');
});

test('the cache of another organization is not touched', async () => {
  const scene = openScene();
  const [here, there] = [scene.openList(''), scene.openList('', videoKeys('team'))];
  await (await here.next()).answer(page(reel('processing')));
  await (await there.next()).answer(page(reel('processing')));
  scene.receive({ status: 'completed', playable: true });
  scene.live.catchUp();
  await scene.wait();
  expect(here.statuses()).toEqual(['completed']);
  expect(there.statuses()).toEqual(['processing']);
  expect([here.requested(), there.requested()]).toEqual([1, 0]);
});
