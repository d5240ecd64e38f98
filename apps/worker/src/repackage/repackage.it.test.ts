import { execFileSync } from 'node:child_process';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { SourceWarning, VideoPlan } from '@media/core';
import { jobRepository, mediaRepository } from '@media/database';
import { makeClip, runDir } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Job, openScene, type Scene } from '../scene.fixture.js';

/** Like a phone recording: reordered frames, and a closed GOP every two seconds. */
const PHONE = [
  ...['-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-bf', '3', '-b:v', '500k', '-maxrate', '700k', '-bufsize', '700k'],
  ...['-g', '60', '-keyint_min', '60', '-sc_threshold', '0'],
];

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
  await scene.startWorker({ WORKER_CONCURRENCY: '2' });
});
afterAll(() => scene.close());

const finish = async (clip: string): Promise<Job> => {
  const job = await scene.addVideo(clip);
  const video = await scene.ended(job);
  expect({ status: video.status, error: video.errorCode }).toEqual({ status: 'completed', error: null });
  return job;
};

const kindsOf = async (job: Job): Promise<string[]> => (await scene.attempts(job)).map(({ kind }) => kind).sort();

const planOf = async (job: Job): Promise<VideoPlan> => {
  const { currentJobId } = await scene.details(job);
  const plan = currentJobId && (await jobRepository(scene.database).plan(job.organizationId, currentJobId));
  if (!plan?.video) throw new Error('no plan with video');
  return plan.video;
};

const resultOf = async ({ videoId }: Job): Promise<unknown> =>
  (await scene.database.sql.task.findFirstOrThrow({ where: { videoId, kind: 'repackage' } })).result;

/** By rendition: segment starts in seconds, and frames per segment. */
const cutsOf = async (job: Job): Promise<{ starts: number[]; frames: number[]; inits: number }[]> => {
  const { currentJobId } = await scene.details(job);
  if (!currentJobId) throw new Error('no job');
  const objects = await mediaRepository(scene.database).objectsOf(job.organizationId, currentJobId);
  const { renditions } = await planOf(job);
  return renditions.map((_, index) => {
    const own = objects.filter(({ kind, trackIndex }) => kind === 'video' && trackIndex === index);
    const segments = own.flatMap(({ segments, timescale }) => segments.map((one) => ({ ...one, timescale })));
    return {
      starts: segments.map(({ start, timescale }) => Math.round((start / timescale) * 1e5) / 1e5),
      frames: segments.map(({ samples }) => samples),
      inits: new Set(own.map(({ initHash }) => initHash)).size,
    };
  });
};

/** Checksums of the decoded frames in presentation order. */
const hashes = (path: string): string[] =>
  execFileSync(
    'ffmpeg',
    ['-v', 'error', '-i', path, '-map', '0:v', '-fps_mode', 'passthrough', '-f', 'framemd5', '-'],
    {
      encoding: 'utf8',
    },
  )
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(',').at(-1)?.trim() ?? '');

const download = async (job: Job): Promise<string> => {
  const output = (await scene.details(job)).outputs.find(({ kind }) => kind === 'mp4');
  if (!output?.key) throw new Error('no MP4');
  const path = join(runDir(), `${job.videoId}.mp4`);
  await pipeline((await scene.store.get(output.key)).body, createWriteStream(path));
  return path;
};

test('a phone video is copied in its largest size, and smaller renditions are cut at the same frames', async () => {
  const clip = await makeClip({ seconds: 13, size: '854x480', rate: '30000/1001', extra: PHONE });
  const job = await finish(clip);
  const { copy, renditions, chunks } = await planOf(job);
  expect(copy).toMatchObject({ copied: true, rule: 'fit' });
  expect(renditions.map(({ name, copied = false }) => [name, copied])).toEqual([
    ['480p', true],
    ['360p', false],
  ]);
  expect(await resultOf(job)).toEqual({ copied: true });
  const encodes = chunks.map(() => 'encode');
  expect(await kindsOf(job)).toEqual([
    'audio',
    ...encodes,
    'fetch',
    'images',
    'images',
    'package',
    'probe',
    'repackage',
    'verify',
  ]);
  const [copied, encoded] = await cutsOf(job);
  expect(copied).toEqual({ ...encoded, inits: 1 });
  expect(copied?.starts).toEqual([0, 4.004, 8.008, 12.012]);
  expect(hashes(await download(job))).toEqual(hashes(clip));
});

test('a small compatible video is not encoded at all', async () => {
  const clip = await makeClip({ seconds: 6, size: '640x360', extra: PHONE });
  const job = await finish(clip);
  expect(await kindsOf(job)).toEqual(['audio', 'fetch', 'images', 'images', 'package', 'probe', 'repackage', 'verify']);
  expect(hashes(await download(job))).toEqual(hashes(clip));
  const { progress, playable, renditions } = await scene.details(job);
  expect({ progress, playable, renditions }).toMatchObject({
    ...{ progress: 100, playable: true, renditions: [{ name: '360p', status: 'ready' }] },
  });
});

type Packet = { seconds: number; size: number; at: number };

const packetsOf = (path: string): Packet[] =>
  execFileSync(
    'ffprobe',
    ['-v', 'error', '-select_streams', 'v', '-show_entries', 'packet=pts_time,size,pos', '-of', 'csv=p=0', path],
    { encoding: 'utf8' },
  )
    .trim()
    .split('\n')
    .map((line) => {
      const [seconds = 0, size = 0, at = 0] = line.split(',').map(Number);
      return { seconds, size, at };
    });

/** A copy of a clip whose frames in the first half of the fourth second end in zeros. */
const damage = (clip: string): string => {
  const bytes = readFileSync(clip);
  for (const { seconds, size, at } of packetsOf(clip))
    if (seconds >= 3 && seconds < 3.5) bytes.fill(0, at + Math.floor(size / 2), at + size);
  const path = join(runDir(), `damaged-${basename(clip)}`);
  writeFileSync(path, bytes);
  return path;
};

test.each<[string, `${number}x${number}`, string[]]>([
  ['while other renditions are encoded', '854x480', ['package']],
  ['by decoding a copy that is the only rendition', '640x360', []],
])('damaged video is encoded instead of copied, with a warning: found %s', async (_, size, sentBack) => {
  const job = await finish(damage(await makeClip({ seconds: 6, size, extra: PHONE })));
  expect((await planOf(job)).copy.copied).toBe(true);
  expect(await resultOf(job)).toMatchObject({ copied: false, because: { reason: 'damaged source' } });
  const { warnings } = await scene.details(job);
  expect(warnings).toMatchObject([{ code: 'VIDEO_DAMAGED' }]);
  const { frames, afterMs, untilMs } = warnings[0] as Extract<SourceWarning, { code: 'VIDEO_DAMAGED' }>;
  expect(frames).toBeGreaterThan(1);
  // The decoder holds back reordered frames, so an error belongs to a frame up to four before the damaged one.
  expect(afterMs).toBeGreaterThanOrEqual(2_850);
  expect(untilMs).toBeLessThanOrEqual(3_500);
  const failed = (await scene.attempts(job)).filter(({ errorCode }) => errorCode);
  expect(failed.map(({ kind }) => kind)).toEqual(sentBack);
  expect(hashes(await download(job))).toHaveLength(180);
});

/** From the sixth second on, frames need different parameter sets, like joined recordings of two encoders. */
const makeJoined = async (): Promise<string> => {
  const raw = (...more: string[]) =>
    makeClip({
      ...{ seconds: 6, size: '854x480', audio: false },
      extra: [...PHONE, '-bf', '0', ...more, '-f', 'h264'],
    });
  const joined = join(runDir(), 'joined.h264');
  writeFileSync(joined, Buffer.concat([readFileSync(await raw()), readFileSync(await raw('-coder', '0'))]));
  const path = join(runDir(), 'joined.mp4');
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-framerate', '30', '-i', joined, '-c', 'copy', path]);
  return path;
};

test('video joined from two encodings is encoded instead, at the same cuts, and its published pieces are discarded', async () => {
  const job = await finish(await makeJoined());
  const { copy, chunks } = await planOf(job);
  expect({ copied: copy.copied, chunks: chunks.length }).toEqual({ copied: true, chunks: 2 });
  expect(await resultOf(job)).toMatchObject({ copied: false, because: { reason: 'parameter sets change' } });
  expect((await scene.details(job)).nonStandard).toEqual(['codecParameters']);
  const { jobs } = await jobRepository(scene.database).ofVideo(job.organizationId, job.videoId);
  const tasks = jobs[0]?.tasks ?? [];
  expect(tasks.filter(({ kind }) => kind === 'encode').map(({ name, status }) => [name, status])).toEqual(
    ['chunk 0', 'chunk 1', 'chunk 0 of 480p', 'chunk 1 of 480p'].map((name) => [name, 'completed']),
  );
  expect(tasks.find(({ kind }) => kind === 'repackage')).toMatchObject({ copyFailed: 'codecParameters', weight: 0 });
  expect(tasks.reduce((sum, { weight }) => sum + weight, 0)).toBe(10_000);
  const [instead, encoded] = await cutsOf(job);
  expect(instead).toEqual({ ...encoded, inits: 1 });
  expect(hashes(await download(job))).toHaveLength(360);
  const replaced = await scene.database.sql.garbage.findMany({ where: { prefix: { contains: `${job.videoId}/` } } });
  expect(replaced).toMatchObject([{ prefix: expect.stringMatching(/480p-0\.mp4$/) }]);
  await scene.sweepGarbage();
  expect(await scene.keys(`media/${job.videoId}/`)).toEqual(await scene.namedKeys(job));
});
