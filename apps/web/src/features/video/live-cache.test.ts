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

test('progress is shown in the list and on the page of the video, and nothing is requested', async () => {
  const scene = await openLists();
  const open = scene.openVideo();
  await (await open.next()).answer(reel('processing'));
  scene.hear({ progress: 55 });
  expect(scene.all.videos()).toEqual([reel('processing', { progress: 55 })]);
  expect(open.video()).toEqual(reel('processing', { progress: 55 }));
  await scene.wait();
  const requested = [scene.all.requested(), scene.failed.requested(), scene.details.pending.length];
  expect(requested).toEqual([0, 0, 0]);
});

test.each([{ playable: true }, { status: 'completed' }, { retrying: { task: 'chunk-2', code: 'X', try: 2 } }])(
  'what messages do not carry is requested after %j',
  async (message) => {
    const scene = await openLists();
    scene.hear(message);
    await (await scene.details.next()).answer(reel('completed', { playable: true, progress: 100, title: 'Fresh' }));
    expect(scene.all.videos()[0]?.title).toBe('Fresh');
  },
);

test('lists that lack a video are requested for its status, those that have it are not', async () => {
  const scene = await openLists();
  scene.hear({ status: 'failed' });
  expect(scene.all.requested()).toBe(0);
  await (await scene.failed.next()).answer(page(reel('failed')));
  expect(scene.failed.statuses()).toEqual(['failed']);
});

test('a new video is requested once, not with each of its messages', async () => {
  const scene = await openLists();
  scene.hear({ videoId: 'new', status: 'queued', progress: 0 });
  await (await scene.all.next()).answer(page(reel('queued', {}, 'new'), reel('processing')));
  scene.hear({ videoId: 'new', progress: 2 });
  await scene.wait();
  expect(scene.all.requested()).toBe(0);
});

test('a video that leaves a list and comes back while the list is on its way is not lost', async () => {
  const scene = openScene();
  const failed = scene.openList('failed');
  await (await failed.next()).answer(page(reel('failed')));
  await scene.live.showAnswer(async () => reel('queued', { generation: 2 }));
  void scene.queryClient.invalidateQueries({ queryKey: scene.live.keys.lists });
  const whileProcessing = await failed.next();
  scene.hear({ status: 'failed', generation: 2 });
  await whileProcessing.answer(page());
  await (await failed.next()).answer(page(reel('failed', { generation: 2 })));
  expect(failed.statuses()).toEqual(['failed']);
});

test('a list that is loaded for the first time does not miss what happens on the way', async () => {
  const scene = openScene();
  const failed = scene.openList('failed');
  const first = await failed.next();
  scene.hear({ status: 'failed' });
  await first.answer(page());
  await (await failed.next()).answer(page(reel('failed')));
  expect(failed.statuses()).toEqual(['failed']);
  await scene.wait();
  expect(failed.requested()).toBe(0);
});

test('an older list sets no status back', async () => {
  const scene = openScene();
  const all = scene.openList('');
  const first = await all.next();
  scene.hear({ status: 'failed', error: { code: 'SOURCE_DAMAGED', message: 'Damaged.' } });
  await first.answer(page(reel('processing')));
  expect(all.videos()).toMatchObject([{ status: 'failed', error: { code: 'SOURCE_DAMAGED' } }]);
});

test('an older list sets no outputs back: the video is requested again', async () => {
  const scene = openScene();
  const all = scene.openList('');
  await (await all.next()).answer(page(reel('processing')));
  void scene.queryClient.invalidateQueries({ queryKey: scene.live.keys.lists });
  const older = await all.next();
  const completed = reel('completed', { playable: true, title: 'With outputs' });
  scene.hear({ status: 'completed', playable: true });
  await (await scene.details.next()).answer(completed);
  await older.answer(page(reel('processing')));
  expect(all.statuses()).toEqual(['completed']);
  await scene.wait();
  await (await scene.details.next()).answer(completed);
  expect(all.videos()).toEqual([completed]);
});

test('what changes on loaded pages while the next one is on its way stays changed', async () => {
  const scene = openScene();
  const all = scene.openList('');
  await (await all.next()).answer(pageBefore('next', reel('processing')));
  all.fetchNextPage();
  const next = await all.next();
  scene.hear({ status: 'failed' });
  scene.hear({ videoId: 'holiday', progress: 8 });
  await next.answer(page(holiday));
  expect(all.videos()).toMatchObject([{ status: 'failed' }, { id: 'holiday', progress: 8 }]);
});

test('a list that is behind is requested as a whole, although its next page was on its way', async () => {
  const scene = openScene();
  const all = scene.openList('');
  await (await all.next()).answer(pageBefore('next', reel('processing')));
  scene.hear({ videoId: 'one', status: 'queued' });
  const one = reel('queued', {}, 'one');
  await (await all.next()).answer(pageBefore('next', one, reel('processing')));
  scene.hear({ videoId: 'two', status: 'queued' });
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

test('the answer to a command does not hide what happened since', async () => {
  const scene = await openLists();
  const open = scene.openVideo();
  await (await open.next()).answer(reel('failed'));
  await scene.live.showAnswer(async () => {
    for (const status of ['queued', 'processing', 'failed']) scene.hear({ status, generation: 2 });
    return reel('queued', { generation: 2 });
  });
  expect(open.video()?.status).toBe('failed');
  expect(scene.all.statuses()).toEqual(['failed']);
});

test('a new title is not set back by a list that was requested before', async () => {
  const scene = openScene();
  const all = scene.openList('');
  const older = await all.next();
  await scene.live.showAnswer(async () => reel('completed', { title: 'New' }));
  await older.answer(page(reel('completed', { title: 'Old' })));
  expect(all.videos()[0]?.title).toBe('New');
});

test('a deleted video leaves the lists, an older list does not bring it back, and its open page asks for it', async () => {
  const scene = await openLists();
  const open = scene.openVideo();
  const first = await open.next();
  void scene.queryClient.invalidateQueries({ queryKey: scene.live.keys.lists });
  const older = await scene.all.next();
  scene.hear({ deleted: true });
  expect(scene.all.videos()).toEqual([]);
  await older.answer(page(reel('processing')));
  expect(scene.all.videos()).toEqual([]);
  await first.answer(reel('processing'));
  await scene.wait();
  await (await open.next()).fail(new ApiError(404, 'VIDEO_NOT_FOUND', 'Gone.'));
  await scene.wait();
  expect(open.requested()).toBe(0);
});

test('a list that is not shown is requested when it is shown again, whatever changed in it meanwhile', async () => {
  const scene = await openLists();
  scene.failed.close();
  scene.hear({ videoId: 'other', status: 'failed' });
  await (await scene.all.next()).answer(page(reel('processing')));
  scene.queryClient.setQueryData(scene.failed.queryKey, { pages: [page()], pageParams: [''] });
  await scene.wait();
  expect(scene.failed.requested()).toBe(0);
  scene.failed.reopen();
  await (await scene.failed.next()).answer(page(reel('failed', {}, 'other')));
  expect(scene.failed.statuses()).toEqual(['failed']);
});

test('after a gap all that is shown is requested again, and also what was on its way', async () => {
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

test('a list that is behind and cannot be had is requested until it can, but not after a refusal', async () => {
  const scene = await openLists();
  scene.hear({ status: 'failed' });
  await (await scene.failed.next()).fail(new TypeError('offline'));
  await scene.wait();
  await (await scene.failed.next()).fail(new ApiError(401, 'UNAUTHENTICATED', 'Sign in.'));
  await scene.wait();
  expect(scene.failed.requested()).toBe(0);
});

test('a list that takes long is waited for, however much happens meanwhile', async () => {
  const scene = await openLists();
  scene.hear({ videoId: 'one', status: 'failed' });
  const slow = await scene.failed.next();
  for (const videoId of ['two', 'three', 'four']) {
    scene.hear({ videoId, status: 'failed' });
    await scene.wait();
  }
  expect(scene.failed.requested()).toBe(0);
  await slow.answer(page(reel('failed', {}, 'one')));
  await (await scene.failed.next()).answer(
    page(...['one', 'two', 'three', 'four'].map((id) => reel('failed', {}, id))),
  );
  expect(scene.failed.videos().map(({ id }) => id)).toEqual(['one', 'two', 'three', 'four']);
});

test('a video that has just been created is shown at once and requested when it is looked at', async () => {
  const scene = openScene();
  scene.hear({ status: 'completed', playable: true });
  scene.live.showNew(reel('queued'));
  const open = scene.openVideo();
  expect(open.video()).toEqual(reel('queued'));
  await (await open.next()).answer(reel('completed', { playable: true }));
  expect(open.video()?.status).toBe('completed');
});

test('what is cached of another organization is left alone', async () => {
  const scene = openScene();
  const [here, there] = [scene.openList(''), scene.openList('', videoKeys('team'))];
  await (await here.next()).answer(page(reel('processing')));
  await (await there.next()).answer(page(reel('processing')));
  scene.hear({ status: 'completed', playable: true });
  scene.live.catchUp();
  await scene.wait();
  expect(here.statuses()).toEqual(['completed']);
  expect(there.statuses()).toEqual(['processing']);
  expect([here.requested(), there.requested()]).toEqual([1, 0]);
});
