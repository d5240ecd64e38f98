import { RECIPES, storageKeys, type TaskId, type TaskKind } from '@media/core';
import { expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import {
  type ClaimedTask,
  discard,
  pieceRepository,
  planRepository,
  taskEndings,
  videoCommands,
  videoRepository,
} from './index.js';
import { PLAN } from './job.fixture.js';
import { useTestVideo } from './use-test-video.fixture.js';

const { database, video } = useTestVideo();

const { claim, due, run } = fakeWorker(() => database);
/** Another plan, which shares no work with the first one. */
const other = fakeWorker(() => database, PLAN, 'other');
const commands = () => videoCommands(database);
const retry = (recipe = RECIPES.stream) => commands().retry(video.actor, video.videoId, recipe);
const show = () => videoRepository(database).get(video.organizationId, video.videoId);
const WHOLE: TaskKind[] = ['fetch', 'probe', 'encode', 'encode', 'audio', 'package', 'verify'];

const jobIds = async () =>
  (await database.sql.job.findMany({ where: { videoId: video.videoId }, orderBy: { number: 'asc' } })).map(
    ({ id }) => id,
  );
const tasksOf = async (jobId: string | undefined) => database.sql.task.findMany({ where: { jobId } });
const current = async () => (await show()).currentJobId ?? '';
const statuses = async () =>
  Object.fromEntries((await tasksOf(await current())).map(({ kind, index, status }) => [`${kind}${index}`, status]));
const namedBy = async (jobId: string) =>
  (await database.sql.mediaObject.findMany({ where: { jobId } })).map(({ key }) => key).sort();
const garbage = async () => (await database.sql.garbage.findMany()).map(({ prefix }) => prefix);
/** The keys that a sweep would delete if all garbage were due. */
const doomed = async (keys: readonly string[]) => {
  const prefixes = await garbage();
  return keys.filter((key) => prefixes.some((prefix) => key.startsWith(prefix)));
};
const attemptsOf = async (jobId: string) =>
  (await database.sql.attempt.findMany({ where: { task: { jobId } }, include: { task: true } }))
    .map(({ task }) => task.kind)
    .sort();
const idOf = async (kind: TaskKind, index: number): Promise<TaskId> => {
  const task = (await tasksOf(await current())).find((one) => one.kind === kind && one.index === index);
  if (!task) throw new Error(`no ${kind} ${index}`);
  return task.id as TaskId;
};
const blame = (verify: ClaimedTask, faulty: TaskId) =>
  taskEndings(database).fail(verify, { code: 'OUTPUT_WRONG', retryable: true, attempt: {}, faultyTaskIds: [faulty] });

test('a new job with the same plan reuses the objects of an earlier one without attempts, and counts them as done', async () => {
  await run(...WHOLE);
  const first = await current();
  await retry();
  await run('fetch', 'probe');
  expect(await statuses()).toEqual({
    ...{ fetch0: 'completed', probe0: 'completed', encode0: 'completed', encode1: 'completed', audio0: 'completed' },
    ...{ package0: 'queued', verify0: 'waiting' },
  });
  expect(await show()).toMatchObject({ progress: 95, playable: true, status: 'processing' });
  expect(await namedBy(await current())).toEqual(await namedBy(first));
  const encode = (await tasksOf(await current())).find(({ kind }) => kind === 'encode');
  expect(encode).toMatchObject({ result: { from: 'encode' }, epoch: 0 });
  const packaging = await claim('package');
  expect(packaging.results).toEqual({
    probe: new Map([[0, { from: 'probe' }]]),
    encode: new Map([
      [0, { from: 'encode' }],
      [1, { from: 'encode' }],
    ]),
    audio: new Map([[0, { from: 'audio' }]]),
  });
  expect(await attemptsOf(await current())).toEqual(['fetch', 'package', 'probe']);
});

test('after a canceled job, a new one makes only what is missing and is playable immediately', async () => {
  await run('fetch', 'probe', 'encode', 'audio');
  await commands().cancel(video.actor, video.videoId);
  await retry();
  expect(await show()).toMatchObject({ playable: false, progress: 0 });
  await run('fetch', 'probe');
  expect(await statuses()).toMatchObject({
    encode0: 'completed',
    encode1: 'queued',
    audio0: 'completed',
    package0: 'waiting',
  });
  expect(await show()).toMatchObject({ playable: true, progress: 55 });
  expect(await due()).toHaveLength(1);
  await run('encode', 'package', 'verify');
  expect(await show()).toMatchObject({ status: 'completed', progress: 100 });
});

test('a different plan reuses nothing', async () => {
  await run(...WHOLE);
  await retry();
  await other.run('fetch', 'probe');
  expect(await statuses()).toMatchObject({ encode0: 'queued', encode1: 'queued', audio0: 'queued' });
  expect(await namedBy(await current())).toEqual([]);
});

test('discarded objects are never reused', async () => {
  await run(...WHOLE);
  await retry();
  await other.run(...WHOLE);
  await database.sql.garbage.deleteMany();
  await retry();
  await run('fetch', 'probe');
  expect(await statuses()).toMatchObject({ encode0: 'queued', encode1: 'queued', audio0: 'queued' });
});

test('objects marked for deletion for any reason are not reused', async () => {
  await run(...WHOLE);
  const [chunk] = await namedBy(await current());
  const folder = storageKeys.taskFolderOf(chunk ?? '');
  await database.transaction((tx) => discard(tx, [folder], 60_000));
  await retry();
  await run('fetch', 'probe');
  const taken = await namedBy(await current());
  expect(taken).toHaveLength(2);
  expect(await doomed(taken)).toEqual([]);
  expect(Object.values(await statuses()).filter((status) => status === 'queued')).toHaveLength(1);
});

test('objects reused by a published job are kept, the rest of the replaced job is discarded', async () => {
  await run(...WHOLE);
  await retry();
  await run('fetch', 'probe', 'package', 'verify');
  const [first, second] = await jobIds();
  const kept = await namedBy(second ?? '');
  expect(kept).toHaveLength(3);
  expect(await doomed(kept)).toEqual([]);
  const rest = (await tasksOf(first)).filter(({ kind }) => kind === 'package' || kind === 'verify');
  const folders = rest.map(({ id }) => storageKeys.taskFolder(video.videoId, 'hash', id as TaskId));
  expect(await garbage()).toEqual(expect.arrayContaining(folders));
});

test('reused objects are discarded with the job that reused them', async () => {
  await run(...WHOLE);
  await retry();
  await run('fetch', 'probe', 'package', 'verify');
  const taken = await namedBy(await current());
  await retry();
  await run('fetch', 'probe', 'package', 'verify');
  expect(await namedBy(await current())).toEqual(taken);
  expect(await doomed(taken)).toEqual([]);
  await retry();
  await other.run(...WHOLE);
  expect(await doomed(taken)).toEqual(taken);
  expect(await doomed(await namedBy(await current()))).toEqual([]);
});

test('a reused chunk that is wrong is made again, and the published job keeps its own', async () => {
  await run(...WHOLE);
  const first = await current();
  const played = await namedBy(first);
  await retry();
  await run('fetch', 'probe', 'package');
  await blame(await claim('verify'), await idOf('encode', 1));
  expect(await statuses()).toMatchObject({ encode0: 'completed', encode1: 'queued', package0: 'waiting' });
  await run('encode', 'package');
  expect(await doomed(played)).toEqual([]);
  const named = await namedBy(await current());
  expect(named.filter((key) => !played.includes(key))).toHaveLength(1);
  await run('verify');
  expect(await doomed(played)).toEqual(played.filter((key) => !named.includes(key)));
  expect(await doomed(named)).toEqual([]);
});

const publish = async (task: ClaimedTask, chunkIndex: number, contentHash: string): Promise<string> => {
  const key = storageKeys.piece(video.videoId, 'hash', task.id, task.epoch, `a-${chunkIndex}.mp4`);
  const bytes = { sizeBytes: 10, initSize: 1, initHash: 'h', codecs: 'mp4a.40.2', timescale: 48_000, segments: [] };
  const place = { kind: 'audio' as const, trackIndex: 0, chunkIndex };
  await pieceRepository(database).reserveKey(task, key);
  await pieceRepository(database).publish(task, { ...bytes, ...place, key, contentHash });
  return key;
};

test('pieces of an unfinished audio track are reused, playable immediately, and recognized by the next attempt', async () => {
  await run('fetch', 'probe', 'encode');
  const audio = await claim('audio');
  const keys = [await publish(audio, 0, 'hash 0'), await publish(audio, 1, 'hash 1')];
  await commands().cancel(video.actor, video.videoId);
  await retry();
  await run('fetch', 'probe');
  expect(await statuses()).toMatchObject({ encode0: 'completed', audio0: 'queued' });
  expect(await show()).toMatchObject({ playable: true, progress: 45 });
  const again = await claim('audio');
  const known = await pieceRepository(database).ofTask(again.id);
  expect(known.map(({ contentHash }) => contentHash).sort()).toEqual(['hash 0', 'hash 1']);
  const renewed = await publish(again, 1, 'other bytes');
  await taskEndings(database).complete(again, {}, {}, async () => undefined);
  expect(await doomed(keys)).toEqual([]);
  await run('encode', 'package', 'verify');
  expect(await namedBy(await current())).toEqual(expect.arrayContaining([keys[0], renewed]));
  expect(await doomed(await namedBy(await current()))).toEqual([]);
  expect(await doomed(keys)).toEqual([keys[1]]);
});

test('remade pieces replace reused ones in the same folder, which are discarded individually', async () => {
  await run('fetch', 'probe', 'encode', 'encode');
  const end = (task: ClaimedTask) => taskEndings(database).complete(task, {}, {}, async () => undefined);
  const audio = await claim('audio');
  for (const index of [0, 1]) await publish(audio, index, `hash ${index}`);
  await end(audio);
  await run('package', 'verify');
  const [first, second] = (await namedBy(await current())).filter((key) => key.includes(audio.id));
  await retry();
  await run('fetch', 'probe', 'package');
  await blame(await claim('verify'), await idOf('audio', 0));
  const again = await claim('audio');
  await publish(again, 1, 'other bytes');
  expect(await doomed([first ?? '', second ?? ''])).toEqual([]);
  await end(again);
  await run('package', 'verify');
  const named = await namedBy(await current());
  expect(named).toContain(first);
  expect(named).not.toContain(second);
  expect(await doomed(named)).toEqual([]);
  expect(await doomed([second ?? ''])).toEqual([second]);
});

test('chunks are planned for the same number of encodes as reusable ones of the same recipe', async () => {
  const slots = async () => planRepository(database).earlierEncodeSlots(await claim('probe'));
  const remember = (encodeSlots: number) =>
    database.sql.task.updateMany({ where: { kind: 'probe' }, data: { result: { planHash: 'hash', encodeSlots } } });
  await run(...WHOLE);
  await remember(7);
  await retry();
  await run('fetch');
  expect(await slots()).toBe(7);
  await commands().cancel(video.actor, video.videoId);
  await retry(RECIPES.compress);
  await run('fetch');
  expect(await slots()).toBeUndefined();
});
