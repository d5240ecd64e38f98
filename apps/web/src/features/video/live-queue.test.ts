import { focusManager } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openScene, page, reel } from './live-cache.fixture';

const SILENCE_MS = 3_000;
const PLACE = { queue: { ahead: 2, estimatedStartSeconds: 110 } };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  focusManager.setFocused(undefined);
  vi.useRealTimers();
});

const openList = async (...videos: Parameters<typeof page>) => {
  const scene = openScene();
  const all = scene.openList('');
  await (await all.next()).answer(page(...videos));
  const place = () => all.videos()[0]?.queue;
  return { ...scene, all, place, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) };
};

test('a place in the queue disappears with the first message that shows that the video runs', async () => {
  const { receive, place } = await openList(reel('queued', PLACE));
  receive({ textReady: true });
  expect(place()).toEqual(PLACE.queue);
  receive({ status: 'processing', progress: 0 });
  expect(place()).toBeUndefined();
});

test('a video that is not reported any more is fetched once, and shows whether it waits', async () => {
  const { receive, pass, details, place } = await openList(reel('processing'));
  for (const progress of [1, 2, 3]) {
    receive({ progress });
    await pass(SILENCE_MS - 1);
  }
  expect(details.pending).toHaveLength(0);
  await pass(1);
  await (await details.next()).answer(reel('processing', { progress: 3, ...PLACE }));
  expect(place()).toEqual(PLACE.queue);
  await pass(3_600_000);
  expect(details.pending).toHaveLength(0);
});

test('a video with long silences is not fetched after each of them', async () => {
  const { receive, pass, details } = await openList(reel('processing'));
  for (let progress = 1; progress <= 5; progress += 1) {
    receive({ progress });
    await pass(SILENCE_MS);
  }
  expect(details.pending).toHaveLength(1);
});

test('silence means nothing for videos that have ended or are not shown, or in a hidden tab', async () => {
  const { receive, pass, details, all } = await openList(reel('processing'), reel('processing', {}, 'ended'));
  receive({ videoId: 'ended', status: 'failed' });
  await (await details.next()).answer(reel('failed', {}, 'ended'));
  receive({ videoId: 'elsewhere', progress: 4 });
  receive({ progress: 4 });
  focusManager.setFocused(false);
  await pass(SILENCE_MS);
  focusManager.setFocused(true);
  all.close();
  receive({ progress: 5 });
  await pass(3_600_000);
  expect(details.pending).toHaveLength(0);
});

test('a list requested earlier resets neither a new priority nor the end of the wait', async () => {
  const scene = openScene();
  const all = scene.openList('');
  const older = await all.next();
  await scene.live.showResponse(async () => reel('queued', { priority: 'low', ...PLACE }));
  scene.receive({ status: 'processing', progress: 1 });
  await older.answer(page(reel('queued', { priority: 'normal', ...PLACE })));
  expect(all.videos()[0]).toMatchObject({ status: 'processing', priority: 'low' });
  expect(all.videos()[0]).not.toHaveProperty('queue');
});
