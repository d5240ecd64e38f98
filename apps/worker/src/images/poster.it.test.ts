import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RECIPES } from '@media/core';
import { usageCheck } from '@media/database';
import { makeClip, runDir } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Job, openScene, type Scene } from '../scene.fixture.js';
import { ffmpeg, frameNumberOf, numberedClip, posterSteps, SHADES } from './poster-scene.fixture.js';

let scene: Scene;
let steps: ReturnType<typeof posterSteps>;
let clip: string;
let job: Job;
beforeAll(async () => {
  scene = await openScene();
  steps = posterSteps(scene);
  await scene.startWorker({ WORKER_CONCURRENCY: '2' });
  clip = numberedClip();
  job = await process(clip);
});
afterAll(() => scene.close());

const process = async (path: string, recipe = RECIPES.stream): Promise<Job> => {
  const added = await scene.addVideo(path, recipe);
  expect(await scene.ended(added)).toMatchObject({ status: 'completed', errorCode: null });
  return added;
};

const sizeOf = (path: string) => {
  const args = ['-v', 'error', '-show_streams', '-of', 'json', path];
  const [{ width, height, codec_name: codec }] = JSON.parse(
    execFileSync('ffprobe', args, { encoding: 'utf8' }),
  ).streams;
  return { width, height, codec };
};

/** Average red, green and blue of a part of a picture. */
const colorOf = (path: string, crop: string): number[] => [
  ...ffmpeg('-i', path, '-vf', `crop=${crop},scale=1:1,format=rgb24`, '-f', 'rawvideo', '-'),
];

const picture = (name: string, source: string, ...options: string[]): string => {
  const path = join(runDir(), name);
  ffmpeg('-f', 'lavfi', '-i', source, '-frames:v', '1', ...options, path);
  return path;
};

test.each([
  [0, 0],
  [700, 7],
  [2_950, 29],
  // The frame is shown until the next one begins.
  [4_199, 41 % SHADES],
  [4_200, 42 % SHADES],
  [8_999, 89 % SHADES],
])('the poster at %i ms is frame %i', async (atMs, frame) => {
  await steps.choose(job, atMs);
  expect(await steps.settled(job)).toEqual({ kind: 'moment', atMs, status: 'ready', errorCode: null });
  const poster = await steps.download(job);
  expect(sizeOf(poster)).toEqual({ width: 320, height: 180, codec: 'mjpeg' });
  expect(frameNumberOf(poster)).toBe(frame);
});

test('moments outside of the video are refused, and change nothing', async () => {
  const before = await scene.details(job);
  await expect(steps.choose(job, 9_000)).rejects.toMatchObject({ code: 'POSTER_OUT_OF_RANGE' });
  const { poster, outputs } = await scene.details(job);
  expect({ poster, outputs }).toEqual({ poster: before.poster, outputs: before.outputs });
});

test('a video without frames, or without a result, has no moments', async () => {
  const audio = await process(await makeClip({ video: false, container: 'm4a' }));
  await expect(steps.choose(audio, 0)).rejects.toMatchObject({ code: 'POSTER_NOT_POSSIBLE' });
  const queued = await scene.addVideo(clip);
  await expect(steps.choose(queued, 0)).rejects.toMatchObject({ code: 'POSTER_NOT_POSSIBLE' });
  await scene.ended(queued);
});

test('the earlier poster is replaced at once, deleted by the sweep, and usage agrees', async () => {
  await steps.choose(job, 1_000);
  await steps.settled(job);
  const first = await steps.outputOf(job);
  await steps.choose(job, 2_000);
  await steps.settled(job);
  const second = await steps.outputOf(job);
  expect(second?.key).not.toBe(first?.key);
  await scene.sweepGarbage();
  const keys = await scene.keys(`media/${job.videoId}/`);
  expect(keys).toContain(second?.key);
  expect(keys).not.toContain(first?.key);

  await steps.automatic(job);
  expect((await scene.details(job)).poster).toMatchObject({ kind: 'automatic', status: 'ready' });
  const { outputs } = await scene.details(job);
  expect(outputs.find(({ kind }) => kind === 'poster')?.key).not.toBe(second?.key);
  await scene.sweepGarbage();
  expect(await scene.keys(`media/${job.videoId}/`)).toEqual(await scene.namedKeys(job));
  expect(await usageCheck(scene.database).differences()).toEqual([]);
});

test('the last of several choices wins, whatever ends first', async () => {
  for (const atMs of [300, 400, 500]) await steps.choose(job, atMs);
  expect(await steps.settled(job)).toMatchObject({ atMs: 500, status: 'ready' });
  expect(frameNumberOf(await steps.download(job))).toBe(5);
});

test('the choice stays when the video is processed again, and is not part of its history', async () => {
  await steps.choose(job, 1_300);
  await steps.settled(job);
  const chosen = await steps.outputOf(job);
  await scene.commands.retry(job.actor, job.videoId, RECIPES.compress);
  expect(await scene.ended(job)).toMatchObject({ status: 'completed', errorCode: null });
  await scene.sweepGarbage();
  expect(await steps.outputOf(job)).toEqual(chosen);
  expect(frameNumberOf(await steps.download(job))).toBe(13);
  expect((await scene.tasks(job)).filter(({ kind }) => kind === 'poster')).toEqual([]);
  expect(await usageCheck(scene.database).differences()).toEqual([]);
});

test.each([
  ['image/png', 'red.png', []],
  ['image/jpeg', 'red.jpg', []],
  ['image/webp', 'red.webp', ['-c:v', 'libwebp']],
])('a picture of type %s becomes the poster, in black bars', async (contentType, name, options) => {
  const path = picture(name, 'color=red:s=400x400', ...options);
  await steps.choosePicture(job, path, contentType);
  expect(await steps.settled(job)).toEqual({ kind: 'picture', atMs: null, status: 'ready', errorCode: null });
  const poster = await steps.download(job);
  expect(sizeOf(poster)).toEqual({ width: 320, height: 180, codec: 'mjpeg' });
  const [red = 0, green = 255, blue = 255] = colorOf(poster, '100:100:110:40');
  expect(red).toBeGreaterThan(240);
  expect(Math.max(green, blue)).toBeLessThan(12);
  expect(Math.max(...colorOf(poster, '40:180:0:0'))).toBeLessThan(12);
});

/** A JPEG with this orientation, and a place, as cameras write them. */
const exifOf = (orientation: number): Buffer => {
  const entry = (tag: number, type: number, count: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE(tag, 0);
    bytes.writeUInt16BE(type, 2);
    bytes.writeUInt32BE(count, 4);
    if (type === 3) bytes.writeUInt16BE(value, 8);
    else bytes.writeUInt32BE(value, 8);
    return bytes;
  };
  const text = Buffer.from('SECRETCAMERA\0');
  const directory = Buffer.concat([
    Buffer.from([0, 2]),
    entry(0x010f, 2, text.length, 38),
    entry(0x0112, 3, 1, orientation),
  ]);
  const tiff = Buffer.concat([Buffer.from('MM\0*\0\0\0\x08', 'latin1'), directory, Buffer.alloc(4), text]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  return Buffer.concat([Buffer.from([0xff, 0xe1]), length, body]);
};

test('a picture is turned upright and loses its metadata', async () => {
  // Stored as red on the left and blue on the right; orientation 6 turns it clockwise, so that red is on top.
  const plain = picture('sides.jpg', 'color=red:s=180x320,pad=360:320:0:0:blue', '-q:v', '2');
  const bytes = readFileSync(plain);
  const path = join(runDir(), 'turned.jpg');
  writeFileSync(path, Buffer.concat([bytes.subarray(0, 2), exifOf(6), bytes.subarray(2)]));
  await steps.choosePicture(job, path, 'image/jpeg');
  expect(await steps.settled(job)).toMatchObject({ status: 'ready' });
  const poster = await steps.download(job);
  const [top, bottom] = [colorOf(poster, '60:30:130:20'), colorOf(poster, '60:30:130:130')];
  expect(top[0]).toBeGreaterThan(200);
  expect(bottom[2]).toBeGreaterThan(200);
  expect(readFileSync(poster).includes('SECRETCAMERA')).toBe(false);
});

test.each([
  ['text', () => writeFile('text.png', 'not a picture')],
  [
    'half of a picture',
    () => writeFile('half.png', execFileSync('head', ['-c', '60', picture('whole.png', 'testsrc')])),
  ],
  ['a video', () => clip],
  ['a playlist that names a file', () => writeFile('list.png', '#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n')],
])('%s is refused, and the earlier poster stays', async (_, make) => {
  await steps.choose(job, 1_500);
  await steps.settled(job);
  const before = await steps.outputOf(job);
  await steps.choosePicture(job, make());
  expect(await steps.settled(job)).toEqual({
    ...{ kind: 'picture', atMs: null, status: 'failed', errorCode: 'PICTURE_UNREADABLE' },
  });
  expect(await steps.outputOf(job)).toEqual(before);
});

const writeFile = (name: string, content: string | Buffer): string => {
  const path = join(runDir(), name);
  writeFileSync(path, content);
  return path;
};

test('a video that was deleted meanwhile leaves nothing behind', async () => {
  const other = await process(clip);
  await steps.choose(other, 100);
  await scene.commands.remove(other.actor, other.videoId);
  await scene.sweepGarbage();
  expect(await scene.database.sql.job.count({ where: { videoId: other.videoId } })).toBe(0);
  expect(await scene.keys(`media/${other.videoId}/`)).toEqual([]);
});
