import { type Plan, RECIPES, type SourceWarning, type TaskId } from '@media/core';
import { expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import { type ClaimedTask, taskEndings, videoCommands, videoRepository } from './index.js';
import { PLAN } from './job.fixture.js';
import { useTestVideo } from './use-test-video.fixture.js';

const LEFT_OUT: SourceWarning = { code: 'AUDIO_TRACKS_LEFT_OUT', tracks: [{ track: 9, label: 'Comments' }], limit: 8 };
const WARNED: Plan = { ...PLAN, warnings: [LEFT_OUT] };
const lost = (frames: number, afterMs: number): SourceWarning => ({ code: 'FRAMES_LOST', frames, afterMs });

const { database, video } = useTestVideo();

const warned = fakeWorker(() => database, WARNED);
const plain = fakeWorker(() => database, PLAN, 'other');
const shown = async () => (await videoRepository(database).details(video.organizationId, video.videoId)).warnings;
const reprocess = () => videoCommands(database).retry(video.actor, video.videoId, RECIPES.stream);
const announced = async () => {
  const rows = await database.sql.event.findMany({ where: { videoId: video.videoId, type: 'video.warned' } });
  return rows.map(({ data }) => (data as { warnings: { code: string }[] }).warnings.map(({ code }) => code));
};
const end = (task: ClaimedTask, warnings: SourceWarning[]) =>
  taskEndings(database).complete(task, { lostFrames: 0, warnings }, {}, async () => undefined);

test('warnings of the plan are shown while the job runs and announced once, by code only', async () => {
  await warned.run('fetch');
  expect(await shown()).toEqual([]);
  await warned.run('probe');
  expect(await shown()).toEqual([LEFT_OUT]);
  await warned.run('encode', 'encode', 'audio', 'package', 'verify');
  expect(await shown()).toEqual([LEFT_OUT]);
  expect(await announced()).toEqual([['AUDIO_TRACKS_LEFT_OUT']]);
});

test('a task adds what it learned, and a code that is known already is not announced again', async () => {
  await warned.run('fetch', 'probe');
  await end(await warned.claim('encode'), [lost(2, 0)]);
  await end(await warned.claim('encode'), [lost(3, 4_000)]);
  expect(await shown()).toEqual([LEFT_OUT, lost(5, 0)]);
  expect(await announced()).toEqual([['AUDIO_TRACKS_LEFT_OUT'], ['AUDIO_TRACKS_LEFT_OUT', 'FRAMES_LOST']]);
});

test('warnings of a task that runs again replace its earlier ones', async () => {
  await plain.run('fetch', 'probe');
  const chunk = await plain.claim('encode');
  await end(chunk, [lost(2, 0)]);
  await plain.run('encode', 'audio', 'package');
  const failure = { code: 'OUTPUT_WRONG', retryable: true, attempt: {}, faultyTaskIds: [chunk.id as TaskId] } as const;
  await taskEndings(database).fail(await plain.claim('verify'), failure);
  await end(await plain.claim('encode'), []);
  expect(await shown()).toEqual([]);
});

test('a reprocess shows its own warnings until something is published, and then those of the published result', async () => {
  await warned.run('fetch', 'probe');
  await end(await warned.claim('encode'), [lost(2, 0)]);
  await videoCommands(database).cancel(video.actor, video.videoId);
  await reprocess();
  expect(await shown()).toEqual([]);
  // The first chunk has no object to reuse, so its warning is not taken either.
  await warned.run('fetch', 'probe');
  expect(await shown()).toEqual([LEFT_OUT]);
  await warned.run('encode', 'encode', 'audio', 'package', 'verify');
  await reprocess();
  await plain.run('fetch', 'probe');
  expect(await shown(), 'until another result is published').toEqual([LEFT_OUT]);
  await plain.run('encode', 'encode', 'audio', 'package', 'verify');
  expect(await shown()).toEqual([]);
});

test('a job that reuses chunks takes over their warnings', async () => {
  await warned.run('fetch', 'probe', 'encode');
  const result = { lostFrames: 2, warnings: [lost(2, 0)] };
  await database.sql.task.updateMany({ where: { videoId: video.videoId, kind: 'encode', index: 0 }, data: { result } });
  await videoCommands(database).cancel(video.actor, video.videoId);
  await reprocess();
  await warned.run('fetch', 'probe');
  expect(await shown()).toEqual([LEFT_OUT, lost(2, 0)]);
});
