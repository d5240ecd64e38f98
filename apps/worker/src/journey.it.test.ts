import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { RECIPES, type Recipe } from '@media/core';
import { mediaRepository } from '@media/database';
import { makeClip, runDir } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Job, openScene, type Scene } from './scene.fixture.js';

/** Only an MP4, for tests of the source. */
const MP4: Recipe = { ...RECIPES.stream, outputs: ['mp4'] };

let scene: Scene;
let clip: string;
let job: Job;

beforeAll(async () => {
  scene = await openScene();
  await scene.startWorker({ WORKER_CONCURRENCY: '2' });
  clip = await makeClip({ seconds: 6, size: '640x360' });
  job = await finish(clip);
});
afterAll(() => scene.close());

/** ffprobe's counts and durations of a file, by stream. */
const probe = (path: string) => {
  const args = ['-v', 'error', '-count_packets', '-show_streams', '-show_format', '-of', 'json', path];
  const { streams, format } = JSON.parse(execFileSync('ffprobe', args, { encoding: 'utf8' }));
  const of = (type: string) => streams.filter((stream: { codec_type: string }) => stream.codec_type === type);
  return { video: of('video')[0], audios: of('audio'), seconds: Number(format.duration) };
};

const download = async (job: Job, kind: string): Promise<string> => {
  const { outputs } = await scene.details(job);
  const output = outputs.find((one) => one.kind === kind);
  if (!output?.key) throw new Error(`no ${kind} among ${JSON.stringify(outputs)}`);
  const path = join(runDir(), `${job.videoId}-${output.name}`);
  await pipeline((await scene.store.get(output.key)).body, createWriteStream(path));
  return path;
};

const finish = async (clip: string, recipe: Recipe = RECIPES.stream): Promise<Job> => {
  const job = await scene.addVideo(clip, recipe);
  const video = await scene.ended(job);
  expect({ status: video.status, error: video.errorCode }).toEqual({ status: 'completed', error: null });
  return job;
};

test('a video gets an HLS ladder, an MP4 with every source frame, a poster and a preview', async () => {
  const mp4 = probe(await download(job, 'mp4'));
  const source = probe(clip);
  expect(Number(mp4.video.nb_read_packets)).toBe(Number(source.video.nb_read_packets));
  expect(Math.abs(mp4.seconds - source.seconds)).toBeLessThan(0.05);
  expect(mp4.audios).toHaveLength(1);
  expect(probe(await download(job, 'poster')).video).toMatchObject({ codec_name: 'mjpeg', width: 640, height: 360 });
  const preview = probe(await download(job, 'preview'));
  expect(preview).toMatchObject({ video: { codec_name: 'h264', width: 480, height: 270 }, audios: [] });
  expect(Number(preview.video.nb_read_packets)).toBe(60);

  const { outputs, renditions, progress, playable } = await scene.details(job);
  expect({ progress, playable }).toEqual({ progress: 100, playable: true });
  expect(outputs.map(({ kind }) => kind).sort()).toEqual(['dash', 'hls', 'mp4', 'poster', 'preview']);
  expect(renditions).toMatchObject([{ name: '360p', width: 640, height: 360, status: 'ready' }]);
});

test('every referenced object is in the store, and every segment starts with a key frame at its planned time', async () => {
  const { currentJobId } = await scene.details(job);
  if (!currentJobId) throw new Error('no job');
  const objects = await mediaRepository(scene.database).objectsOf(job.organizationId, currentJobId);
  const keys = await scene.keys(`media/${job.videoId}/`);
  expect(keys).toEqual(expect.arrayContaining(objects.map(({ key }) => key)));
  const video = objects.filter(({ kind }) => kind === 'video');
  expect(video.flatMap(({ segments, timescale }) => segments.map(({ start }) => start / timescale))).toEqual([0, 4]);
  expect(video.flatMap(({ segments }) => segments).every(({ keyframeBytes }) => keyframeBytes > 0)).toBe(true);
});

test('a transport stream loses no frames, because it is remuxed before cutting, and the copy is deleted', async () => {
  const job = await finish(await makeClip({ seconds: 6, container: 'ts' }), MP4);
  const { probe: stored, nonStandard } = await scene.details(job);
  expect(stored).toMatchObject({ upload: { container: 'mpegts', videoCodec: 'h264', audioCodec: 'aac' } });
  expect(nonStandard).toContain('container');
  const mp4 = probe(await download(job, 'mp4'));
  expect(Number(mp4.video.nb_read_packets)).toBe(180);
  const copies = async () => (await scene.keys(`media/${job.videoId}/`)).filter((key) => key.endsWith('/work'));
  expect(await copies()).toHaveLength(1);
  await scene.sweepGarbage();
  expect(await copies()).toEqual([]);
  expect(await scene.keys(`media/${job.videoId}/`)).toEqual(await scene.namedKeys(job));
});

test('audio recorded by a browser, without a duration, becomes an M4A', async () => {
  const clip = await makeClip({ seconds: 3, container: 'webm', video: false, extra: ['-live', '1'] });
  expect(probe(clip).seconds).toBeNaN();
  const job = await finish(clip);
  expect(Math.abs(probe(await download(job, 'audio')).seconds - 3)).toBeLessThan(0.1);
  expect((await scene.details(job)).progress).toBe(100);
});

test('every attempt is recorded with its resource usage', async () => {
  const attempts = await scene.attempts(job);
  expect(attempts.filter(({ number, status }) => number !== 1 || status !== 'completed')).toEqual([]);
  expect([...new Set(attempts.map(({ kind }) => kind))].sort()).toEqual([
    'audio',
    'encode',
    'fetch',
    'images',
    'package',
    'probe',
    'verify',
  ]);
  const encode = attempts.find(({ kind }) => kind === 'encode');
  expect(encode?.cpuSeconds).toBeGreaterThan(0);
  expect(encode?.maxRssBytes).toBeGreaterThan(1_000_000);
  expect(encode?.exitCode).toBe(0);
});

test('only cached sources are left in the worker directory', async () => {
  const left = execFileSync('find', [String(scene.env.WORKER_DIR), '-path', '*/processes/*/*'], { encoding: 'utf8' });
  expect(left).toBe('');
});
