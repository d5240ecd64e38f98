import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { jobRepository } from '@media/database';
import { audioArgs, m4aArgs } from '@media/media';
import { makeClip, runDir } from '@media/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Job, openScene, type Scene, until } from '../scene.fixture.js';

/** The one that the worker uses. */
const FFMPEG = process.env.FFMPEG_PATH ?? 'ffmpeg';

/** Long enough for several pieces, and to be interrupted between the first and the last. */
const SECONDS = 200;
const PIECES = 5;
const AUDIO_CLIP = { seconds: SECONDS, container: 'wav' } as const;

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

const rows = async ({ videoId }: Job) =>
  scene.database.sql.mediaObject.findMany({ where: { job: { videoId } }, orderBy: { chunkIndex: 'asc' } });
const isRunning = async (job: Job) =>
  (await scene.tasks(job)).some(({ kind, status }) => kind === 'audio' && status === 'running');
/** Waits until some, but not all, of the audio is published and its task is still running. */
const begun = (job: Job) =>
  until(async () => {
    const published = await rows(job);
    return published.length > 0 && published.length < PIECES - 1 && (await isRunning(job)) ? published : undefined;
  });
const keysOf = (job: Job) => scene.keys(`media/${job.videoId}/`);

const load = async (key: string, name: string): Promise<string> => {
  const path = join(runDir(), name);
  await pipeline((await scene.store.get(key)).body, createWriteStream(path));
  return path;
};
/** Every packet of a file with its times and checksum. */
const packetsOf = (path: string): string =>
  execFileSync('ffmpeg', ['-v', 'error', '-copyts', '-i', path, '-c', 'copy', '-f', 'framemd5', '-'], {
    encoding: 'utf8',
  });

const expectWhole = async (job: Job): Promise<void> => {
  expect(await scene.ended(job)).toMatchObject({ status: 'completed', errorCode: null });
  const published = await rows(job);
  expect(published.map(({ chunkIndex }) => chunkIndex)).toEqual(Array.from({ length: PIECES }, (_, index) => index));
  for (const { key, contentHash } of published) {
    const bytes = await scene.store.getBytes(key);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(contentHash);
  }
  await scene.sweepGarbage();
  expect(await keysOf(job)).toEqual(await scene.namedKeys(job));
};

test('audio is playable while its task is still running, and its pieces contain the same samples as a single object', async () => {
  await scene.startWorker();
  const clip = await makeClip(AUDIO_CLIP);
  const job = await scene.addVideo(clip);
  await begun(job);
  expect(await scene.find(job)).toMatchObject({ status: 'processing', playable: true });
  await expectWhole(job);

  const { outputs, currentJobId } = await scene.details(job);
  const plan = currentJobId && (await jobRepository(scene.database).plan(job.organizationId, currentJobId));
  const track = plan?.audios[0];
  const m4a = outputs.find(({ kind }) => kind === 'audio');
  if (!plan || !track || !m4a?.key) throw new Error('no audio was made');
  const whole = join(runDir(), `${job.videoId}-whole.mp4`);
  const copied = join(runDir(), `${job.videoId}-whole.m4a`);
  const { feed, argv } = audioArgs(clip, track, plan, whole);
  const decoded = execFileSync(FFMPEG, ['-v', 'error', ...feed], { maxBuffer: 2 ** 28 });
  execFileSync(FFMPEG, ['-v', 'error', ...argv], { input: decoded });
  execFileSync(FFMPEG, ['-v', 'error', ...m4aArgs(whole, track, copied)]);
  expect(packetsOf(await load(m4a.key, `${job.videoId}.m4a`))).toBe(packetsOf(copied));
});

test('two audio tracks are encoded in parallel, so their length does not delay playback', async () => {
  await scene.startWorker();
  const twice = ['-map', '0:a', '-map', '0:a', '-c:a', 'flac'];
  const job = await scene.addVideo(await makeClip({ seconds: 400, container: 'mkv', video: false, extra: twice }));
  await until(async () => {
    const firsts = (await rows(job)).filter(({ chunkIndex }) => chunkIndex === 0);
    const running = (await scene.tasks(job)).filter(({ kind, status }) => kind === 'audio' && status === 'running');
    return (firsts.length === 2 && running.length === 2) || undefined;
  });
  expect(await scene.find(job)).toMatchObject({ status: 'processing', playable: true });
  await scene.commands.cancel(job.actor, job.videoId);
});

test('a worker that loses its claim stops publishing, and the next one keeps the pieces and adds the rest', async () => {
  const sleeper = await scene.startWorker();
  const job = await scene.addVideo(await makeClip(AUDIO_CLIP));
  await begun(job);
  process.kill(sleeper.identity.pid, 'SIGSTOP');
  const before = await rows(job);
  await scene.startWorker();
  await scene.ended(job);
  const after = await rows(job);
  process.kill(sleeper.identity.pid, 'SIGCONT');
  await sleeper.waitForLine('"outcome":"lost"');
  expect(await rows(job)).toEqual(after);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.slice(before.length).every(({ epoch }) => epoch > (before[0]?.epoch ?? 0))).toBe(true);
  await expectWhole(job);
});

test('a canceled audio track leaves only published pieces; a retry reuses them, and deleting the video removes all', async () => {
  await scene.startWorker();
  const job = await scene.addVideo(await makeClip(AUDIO_CLIP));
  await begun(job);
  await scene.commands.cancel(job.actor, job.videoId);
  const before = await rows(job);
  await until(async () => scene.mediaProcesses().length === 0 || undefined, 5_000);
  await until(async () => {
    const [keys, named] = [await keysOf(job), await scene.namedKeys(job)];
    return keys.join() === named.join() || undefined;
  }, 5_000);
  expect(await rows(job)).toEqual(before);
  await scene.commands.retry(job.actor, job.videoId);
  await expectWhole(job);
  expect((await rows(job)).slice(0, before.length)).toEqual(before);
  await scene.commands.remove(job.actor, job.videoId);
  await scene.sweepGarbage();
  expect(await keysOf(job)).toEqual([]);
});
