import { type ImageKind, RECIPES, type Recipe } from '@media/core';
import { type JobMedia, type JobObject, mediaRepository } from '@media/database';
import { type ClipOptions, makeClip } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Job, openScene, type Scene, until } from '../scene.fixture.js';

const RECIPE = {
  ...RECIPES.stream,
  video: { ...RECIPES.stream.video, copy: false, preset: 'ultrafast' as const },
  outputs: ['hls', 'mp4', 'poster', 'preview'],
} as typeof RECIPES.stream;
/** Two chunks, with one and two segments, in two renditions. */
const SHORT = { clip: { seconds: 12, size: '640x480', rate: 10 }, recipe: RECIPE } as const;

const rung = (shortSide: number, longSide: number) => ({
  ...{ name: `${shortSide}p`, shortSide, longSide, maxBitrateBps: 1_000_000 },
});
/** Four chunks, with one to many segments, in two small renditions: for several kinds of damage at a time. */
const LONG = {
  clip: { seconds: 100, size: '192x108', rate: 10 },
  recipe: { ...RECIPE, video: { ...RECIPE.video, ladder: [rung(108, 192), rung(54, 96)] } } as typeof RECIPE,
} as const;

/** Blocks every verification until a test releases it, so that the test can damage outputs before. */
const HOLD = `
  CREATE FUNCTION hold_verify() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN NEW.available_at := now() + interval '1 hour'; RETURN NEW; END $$;
  CREATE TRIGGER hold_verify BEFORE UPDATE ON task FOR EACH ROW
  WHEN (NEW.kind = 'verify' AND OLD.status = 'waiting' AND NEW.status = 'queued') EXECUTE FUNCTION hold_verify();`;

let scene: Scene;
let job: Job;

beforeAll(async () => {
  scene = await openScene();
  for (const statement of HOLD.split(/;\n(?= *CREATE TRIGGER)/)) await scene.database.sql.$executeRawUnsafe(statement);
  await scene.startWorker({ WORKER_CONCURRENCY: '2' });
});
afterAll(() => scene.close());

const make = async ({ clip, recipe }: { clip: ClipOptions; recipe: Recipe }): Promise<void> => {
  job = await scene.addVideo(await makeClip(clip), recipe);
  await atTheGate();
};
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

const swapSegments = ({ key, segments }: JobObject): Promise<void> => {
  const [first, second] = segments;
  if (!first || !second) throw new Error('too few segments');
  return rewrite(key, (bytes) =>
    Buffer.concat([
      bytes.subarray(0, first.offset),
      bytes.subarray(second.offset, second.offset + second.size),
      bytes.subarray(first.offset, first.offset + first.size),
      bytes.subarray(second.offset + second.size),
    ]),
  );
};

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
  const counts = await attemptCounts();
  const twice = [...again, 'package', 'verify'];
  expect(counts).toEqual(Object.fromEntries(Object.keys(counts).map((name) => [name, twice.includes(name) ? 2 : 1])));
  expect(Object.keys(counts)).toEqual(expect.arrayContaining(twice));
};

test('correct outputs pass verification, for less than the cost of making them', async () => {
  await make(SHORT);
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
  await make(SHORT);
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

test('a changed byte, a truncated object, swapped segments, a missing object and damaged audio are all found, and each is made again', async () => {
  await make(LONG);
  await flipByteIn(await find('video', 1, 0), -1);
  const { key } = await find('video', 1, 1);
  await rewrite(key, (bytes) => bytes.subarray(0, bytes.length - 1));
  await swapSegments(await find('video', 0, 2));
  await scene.store.delete((await find('video', 0, 3)).key);
  const audio = await find('audio', 0, 0);
  await flipByteIn(audio, 1);
  const { name } = await scene.database.sql.task.findUniqueOrThrow({ where: { id: audio.taskId } });
  await repaired('chunk 0', 'chunk 1', 'chunk 2', 'chunk 3', name);
  // Its attempt could have kept the pieces that it had published.
  expect((await find('audio', 0, 0)).key).not.toBe(audio.key);
});

test('damage without a checksum is found by decoding, and only its chunk is made again', async () => {
  await make(SHORT);
  const object = await find('video', 0, 0);
  const segments = object.segments.map(({ crc32: _, ...segment }) => segment);
  await scene.database.sql.mediaObject.updateMany({ where: { key: object.key }, data: { segments } });
  const [segment] = segments;
  if (!segment) throw new Error('no segment');
  await rewrite(object.key, (bytes) => bytes.fill(0xa5, segment.offset + segment.size - 2_000));
  await repaired('chunk 0');
});

test('a damaged download, poster or preview is made again without encoding again', async () => {
  await make(SHORT);
  for (const kind of ['mp4', 'poster', 'preview'] as const)
    await rewrite(await outputKey(kind), (bytes) => {
      const place = Math.floor(bytes.length / 2);
      bytes[place] = (bytes[place] ?? 0) ^ 0x10;
      return bytes;
    });
  await repaired('poster', 'preview');
});

test('a download without its index at the start is packaged again, even with a correct checksum', async () => {
  await make(SHORT);
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
  await make(SHORT);
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
