import { execFileSync } from 'node:child_process';
import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { RECIPES, type Recipe } from '@media/core';
import { mediaRepository } from '@media/database';
import { makeClip, runDir } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Job, openScene, type Scene } from './scene.fixture.js';

/** Even where the video is compatible. */
const ENCODE = { ...RECIPES.stream, video: { ...RECIPES.stream.video, copy: false } as Recipe['video'] };

/** For what depends on the source alone: nothing besides the MP4. */
const MP4: Recipe = { ...RECIPES.stream, outputs: ['mp4'] };

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
  await scene.startWorker({ WORKER_CONCURRENCY: '2' });
});
afterAll(() => scene.close());

/** What ffprobe counts and measures in a file, by stream. */
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

test('a video becomes an HLS ladder, an MP4 with every frame of the source, a poster and a preview', async () => {
  const clip = await makeClip({ seconds: 6, size: '640x360', rate: '30000/1001' });
  const job = await finish(clip);
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

test('every object that the rows name is in the store, and every segment begins with a key frame at its planned time', async () => {
  const job = await finish(await makeClip({ seconds: 6 }));
  const { currentJobId } = await scene.details(job);
  if (!currentJobId) throw new Error('no job');
  const objects = await mediaRepository(scene.database).objectsOf(job.organizationId, currentJobId);
  const keys = await scene.keys(`media/${job.videoId}/`);
  expect(keys).toEqual(expect.arrayContaining(objects.map(({ key }) => key)));
  const video = objects.filter(({ kind }) => kind === 'video');
  expect(video.flatMap(({ segments, timescale }) => segments.map(({ start }) => start / timescale))).toEqual([0, 4]);
  expect(video.flatMap(({ segments }) => segments).every(({ keyframeBytes }) => keyframeBytes > 0)).toBe(true);
});

test('an audio file becomes HLS and an M4A of the same length', async () => {
  const clip = await makeClip({ seconds: 5, container: 'mp3' });
  const m4a = probe(await download(await finish(clip), 'audio'));
  expect(m4a.audios).toMatchObject([{ codec_name: 'aac' }]);
  expect(Math.abs(m4a.seconds - probe(clip).seconds)).toBeLessThan(0.1);
});

test('a video without audio has none afterwards either', async () => {
  const mp4 = probe(await download(await finish(await makeClip({ seconds: 2, audio: false }), MP4), 'mp4'));
  expect(mp4.audios).toHaveLength(0);
  expect(Number(mp4.video.nb_read_packets)).toBe(60);
});

test('a rotated video is shown upright without a player having to turn it', async () => {
  const job = await finish(await makeClip({ seconds: 2, rotation: 90 }), MP4);
  expect(probe(await download(job, 'mp4')).video).toMatchObject({ width: 180, height: 320 });
  expect((await scene.find(job))?.probe?.video).toMatchObject({ width: 180, height: 320 });
});

test('a transport stream loses no frame, because it is cut in a container that can be cut, and that copy is deleted', async () => {
  const job = await finish(await makeClip({ seconds: 6, container: 'ts' }), MP4);
  const mp4 = probe(await download(job, 'mp4'));
  expect(Number(mp4.video.nb_read_packets)).toBe(180);
  const copies = async () => (await scene.keys(`media/${job.videoId}/`)).filter((key) => key.endsWith('/work'));
  expect(await copies()).toHaveLength(1);
  await scene.sweepGarbage();
  expect(await copies()).toEqual([]);
  expect(await scene.keys(`media/${job.videoId}/`)).toEqual(await scene.namedKeys(job));
});

test('frames that vary keep their times, and the last one is shown as long as in the source', async () => {
  // Ten regular frames, then gaps; the last frame is held for two seconds, in ticks of 1/15360.
  const filters = "select='lt(n,10)+eq(n,20)+eq(n,29)'";
  const held = 'setts=pts=PTS:dts=DTS:duration=if(eq(N\\,11)\\,30720\\,DURATION)';
  const extra = ['-vf', filters, '-fps_mode', 'passthrough', '-bsf:v', held];
  const clip = await makeClip({ seconds: 1, audio: false, extra });
  const job = await finish(clip, MP4);
  const mp4 = probe(await download(job, 'mp4'));
  expect(Number(mp4.video.nb_read_packets)).toBe(12);
  expect(probe(clip).seconds).toBeGreaterThan(2.5);
  expect(Math.abs(mp4.seconds - probe(clip).seconds)).toBeLessThan(1 / 30);
});

test('an AVI, whose frames bear no times, loses no frame and stays as long', async () => {
  const clip = await makeClip({ seconds: 5, rate: 25, container: 'avi', extra: ['-bf', '2'] });
  const mp4 = probe(await download(await finish(clip, MP4), 'mp4'));
  expect(Number(mp4.video.nb_read_packets)).toBe(125);
  expect(Math.abs(mp4.seconds - 5)).toBeLessThan(0.1);
});

test('a portrait of odd sides is shown whole, to the even pixel', async () => {
  const clip = await makeClip({ seconds: 1, size: '181x321', extra: ['-pix_fmt', 'yuv444p'] });
  const mp4 = probe(await download(await finish(clip, MP4), 'mp4'));
  expect(mp4.video).toMatchObject({ width: 180, height: 320, pix_fmt: 'yuv420p' });
  expect(Number(mp4.video.nb_read_packets)).toBe(30);
});

test('a video of several chunks is cut by several tasks and joined without a frame too many or too few', async () => {
  const clip = await makeClip({ seconds: 70, size: '64x36', rate: 10, extra: ['-g', '37'] });
  const job = await finish(clip, ENCODE);
  const encodes = (await scene.tasks(job)).filter(({ kind }) => kind === 'encode');
  expect(encodes.length).toBeGreaterThanOrEqual(3);
  const mp4 = probe(await download(job, 'mp4'));
  expect(Number(mp4.video.nb_read_packets)).toBe(700);
  expect(Math.abs(mp4.seconds - probe(clip).seconds)).toBeLessThan(0.1);
});

test('the audio that a browser recorded, which does not say how long it is, becomes an M4A', async () => {
  const clip = await makeClip({ seconds: 3, container: 'webm', video: false, extra: ['-live', '1'] });
  expect(probe(clip).seconds).toBeNaN();
  const job = await finish(clip);
  expect(Math.abs(probe(await download(job, 'audio')).seconds - 3)).toBeLessThan(0.1);
  expect((await scene.details(job)).progress).toBe(100);
});

test('the recipe "compress" makes one MP4 and no playlist', async () => {
  const job = await finish(await makeClip({ seconds: 2 }), RECIPES.compress);
  expect((await scene.details(job)).outputs.map(({ kind }) => kind).sort()).toEqual(['mp4', 'poster', 'preview']);
});

test('a text file fails at once, with a reason a person understands', async () => {
  const path = join(runDir(), 'holiday.mp4');
  writeFileSync(path, 'This is no film.\n'.repeat(1_000));
  const job = await scene.addVideo(path);
  expect(await scene.ended(job)).toMatchObject({ status: 'failed', errorCode: 'SOURCE_NOT_MEDIA' });
  const attempts = await scene.attempts(job);
  expect(attempts).toMatchObject([{ kind: 'fetch', number: 1, status: 'failed', errorCode: 'SOURCE_NOT_MEDIA' }]);
});

test('every try is recorded with what it cost', async () => {
  const job = await finish(await makeClip({ seconds: 2 }));
  const attempts = await scene.attempts(job);
  expect(attempts.map(({ kind, number, status }) => `${kind} ${number} ${status}`).sort()).toEqual(
    ['audio', 'encode', 'fetch', 'images', 'images', 'package', 'probe', 'verify'].map((kind) => `${kind} 1 completed`),
  );
  const encode = attempts.find(({ kind }) => kind === 'encode');
  expect(encode?.cpuSeconds).toBeGreaterThan(0);
  expect(encode?.maxRssBytes).toBeGreaterThan(1_000_000);
  expect(encode?.exitCode).toBe(0);
});

test('nothing is left in the folder of the worker but cached sources', async () => {
  const left = execFileSync('find', [String(scene.env.WORKER_DIR), '-path', '*/processes/*/*'], { encoding: 'utf8' });
  expect(left).toBe('');
});
