import { type ImageKind, RECIPES } from '@media/core';
import { type JobMedia, type JobObject, mediaRepository } from '@media/database';
import { makeClip } from '@media/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Job, openScene, type Scene, until } from '../scene.fixture.js';

/** Of the clip below: two chunks, with one and two segments, in two renditions. */
const RECIPE = {
  ...RECIPES.stream,
  video: { ...RECIPES.stream.video, copy: false, preset: 'ultrafast' as const },
  outputs: ['hls', 'mp4', 'poster', 'preview'],
} as typeof RECIPES.stream;

/** Blocks every verification until a test releases it, so that the test can damage outputs before. */
const HOLD = `
  CREATE FUNCTION hold_verify() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN NEW.available_at := now() + interval '1 hour'; RETURN NEW; END $$;
  CREATE TRIGGER hold_verify BEFORE UPDATE ON task FOR EACH ROW
  WHEN (NEW.kind = 'verify' AND OLD.status = 'waiting' AND NEW.status = 'queued') EXECUTE FUNCTION hold_verify();`;

let scene: Scene;
let clip: string;
let job: Job;

beforeAll(async () => {
  scene = await openScene();
  for (const statement of HOLD.split(/;\n(?= *CREATE TRIGGER)/)) await scene.database.sql.$executeRawUnsafe(statement);
  clip = await makeClip({ seconds: 12, size: '640x480', rate: 10 });
  await scene.startWorker({ WORKER_CONCURRENCY: '2' });
});
afterAll(() => scene.close());
beforeEach(async () => {
  job = await scene.addVideo(clip, RECIPE);
  await atTheGate();
});

const verifyTask = () => scene.database.sql.task.findFirst({ where: { videoId: job.videoId, kind: 'verify' } });
const atTheGate = () => until(async () => ((await verifyTask())?.status === 'queued' ? true : undefined));
const letThrough = async (): Promise<void> => {
  await scene.database.sql.task.updateMany({
    where: { videoId: job.videoId, kind: 'verify' },
    data: { availableAt: new Date(0) },
  });
  await scene.database.sql.$executeRaw`SELECT pg_notify('task_ready', '')`;
};

const stored = async (): Promise<JobMedia> => {
  const { currentJobId } = await scene.details(job);
  if (!currentJobId) throw new Error('no job');
  return mediaRepository(scene.database).ofJob(job.organizationId, currentJobId);
};
const find = async (kind: 'video' | 'audio', trackIndex: number, chunkIndex: number): Promise<JobObject> => {
  const { objects } = await stored();
  const found = objects.find(
    (object) => object.kind === kind && object.trackIndex === trackIndex && object.chunkIndex === chunkIndex,
  );
  if (!found) throw new Error(`no ${kind} ${trackIndex} ${chunkIndex}`);
  return found;
};

const outputKey = async (wanted: 'mp4' | ImageKind): Promise<string> => {
  const output = (await stored()).outputs.find(({ kind }) => kind === wanted);
  if (!output) throw new Error(`no ${wanted}`);
  return output.key;
};

const rewrite = async (key: string, change: (bytes: Buffer) => Buffer): Promise<void> => {
  const bytes = Buffer.from(await scene.store.getBytes(key));
  await scene.store.put(key, change(bytes), { contentType: 'video/mp4' });
};
const flipByteIn = ({ key, segments }: JobObject, at: number): Promise<void> =>
  rewrite(key, (bytes) => {
    const segment = segments.at(at);
    if (!segment) throw new Error('no segment');
    const place = segment.offset + segment.size - 40;
    bytes[place] = (bytes[place] ?? 0) ^ 0x10;
    return bytes;
  });

/** The number of attempts of each task. */
const attemptCounts = async (): Promise<Record<string, number>> => {
  const tasks = await scene.tasks(job);
  return Object.fromEntries(tasks.map(({ name, attempts }) => [name, attempts.length]));
};
const ONCE = { fetch: 1, probe: 1, 'chunk 0': 1, 'chunk 1': 1, poster: 1, preview: 1, package: 1, verify: 1 };
const repaired = async (...again: string[]) => {
  await letThrough();
  await until(async () =>
    (await attemptCounts()).verify === 1 && (await verifyTask())?.status !== 'running' ? true : undefined,
  );
  await atTheGate();
  await letThrough();
  expect(await scene.ended(job)).toMatchObject({ status: 'completed', errorCode: null, progress: 100 });
  expect(await attemptCounts()).toMatchObject({
    ...ONCE,
    ...Object.fromEntries([...again, 'package', 'verify'].map((name) => [name, 2])),
  });
};

test('correct outputs pass verification, for less than the cost of making them', async () => {
  await letThrough();
  expect(await scene.ended(job)).toMatchObject({ status: 'completed' });
  expect(await attemptCounts()).toMatchObject(ONCE);
  const attempts = await scene.attempts(job);
  const cpuOf = (kind: string) =>
    attempts.filter((attempt) => attempt.kind === kind).reduce((sum, { cpuSeconds }) => sum + (cpuSeconds ?? 0), 0);
  expect(cpuOf('verify')).toBeGreaterThan(0);
  expect(cpuOf('verify')).toBeLessThan(cpuOf('encode'));
});

test('a changed byte in a segment at a chunk boundary is found, and only its chunk is made again, with identical bytes', async () => {
  const object = await find('video', 0, 1);
  const good = await scene.store.getBytes(object.key);
  await flipByteIn(object, 0);
  await repaired('chunk 1');
  const again = await find('video', 0, 1);
  expect(again.key).not.toBe(object.key);
  expect(Buffer.from(await scene.store.getBytes(again.key)).equals(good)).toBe(true);
  expect(await scene.events(job)).toContainEqual(
    expect.objectContaining({
      type: 'task.retrying',
      data: { retrying: { task: 'verify', code: 'OUTPUT_WRONG', try: 2 } },
    }),
  );
  await scene.sweepGarbage();
  expect(await scene.keys(`media/${job.videoId}/`)).toEqual(await scene.namedKeys(job));
});

test('a changed byte is also found across the boundary, far from it, and in audio whose pieces would be kept', async () => {
  await flipByteIn(await find('video', 1, 0), -1);
  await flipByteIn(await find('video', 0, 1), -1);
  const audio = await find('audio', 0, 0);
  await flipByteIn(audio, 0);
  const { name } = await scene.database.sql.task.findUniqueOrThrow({ where: { id: audio.taskId } });
  await repaired('chunk 0', 'chunk 1', name);
  expect((await find('audio', 0, 0)).key).not.toBe(audio.key);
});

test('truncated and missing objects are found by their size', async () => {
  const { key } = await find('video', 1, 0);
  await rewrite(key, (bytes) => bytes.subarray(0, bytes.length - 1));
  await scene.store.delete((await find('video', 0, 1)).key);
  await repaired('chunk 0', 'chunk 1');
});

test('swapped segments are found', async () => {
  const { key, segments } = await find('video', 0, 1);
  const [first, second] = segments;
  if (!first || !second) throw new Error('too few segments');
  await rewrite(key, (bytes) =>
    Buffer.concat([
      bytes.subarray(0, first.offset),
      bytes.subarray(second.offset, second.offset + second.size),
      bytes.subarray(first.offset, first.offset + first.size),
      bytes.subarray(second.offset + second.size),
    ]),
  );
  await repaired('chunk 1');
});

test('damage without a checksum is found by decoding, and only its chunk is made again', async () => {
  const object = await find('video', 0, 0);
  const segments = object.segments.map(({ crc32: _, ...segment }) => segment);
  await scene.database.sql.mediaObject.updateMany({ where: { key: object.key }, data: { segments } });
  const [segment] = segments;
  if (!segment) throw new Error('no segment');
  await rewrite(object.key, (bytes) => bytes.fill(0xa5, segment.offset + segment.size - 2_000));
  await repaired('chunk 0');
});

test('a damaged download, poster or preview is made again without encoding again', async () => {
  for (const kind of ['mp4', 'poster', 'preview'] as const)
    await rewrite(await outputKey(kind), (bytes) => {
      const place = Math.floor(bytes.length / 2);
      bytes[place] = (bytes[place] ?? 0) ^ 0x10;
      return bytes;
    });
  await repaired('poster', 'preview');
});

test('a download without its index at the start is packaged again, even with a correct checksum', async () => {
  await scene.database.sql.task.updateMany({
    where: { videoId: job.videoId, kind: 'package' },
    data: { result: { files: [] } },
  });
  await rewrite(await outputKey('mp4'), (bytes) =>
    Buffer.concat([bytes.subarray(0, 4), Buffer.from('free'), bytes.subarray(8)]),
  );
  await repaired();
});

test('output that stays damaged fails the video after its chunk was made three times', async () => {
  for (const look of [1, 2, 3]) {
    await flipByteIn(await find('video', 0, 1), 0);
    const { epoch } = (await verifyTask()) ?? { epoch: 0 };
    await letThrough();
    await until(async () => {
      const task = await verifyTask();
      return task && task.epoch > epoch && task.status !== 'running' ? true : undefined;
    });
    if (look < 3) await atTheGate();
  }
  expect(await scene.ended(job)).toMatchObject({ status: 'failed', errorCode: 'OUTPUT_WRONG' });
  expect(await attemptCounts()).toMatchObject({ ...ONCE, 'chunk 1': 3, package: 3, verify: 3 });
});
