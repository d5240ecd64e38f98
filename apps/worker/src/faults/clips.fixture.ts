import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RECIPES, type Recipe } from '@media/core';
import { makeClip, runDir } from '@media/testkit';

const run = promisify(execFile);

export type Clip = { path: string; recipe: Recipe };

/** Too high to limit any test video. */
const MAX_BITRATE_BPS = 50_000_000;

const rung = (shortSide: number, longSide: number) => ({
  ...{ name: `${shortSide}p`, shortSide, longSide, maxBitrateBps: MAX_BITRATE_BPS },
});

/** Small video in two sizes. */
const recipe = (copy: boolean): Recipe => ({
  ...RECIPES.stream,
  video: { ...RECIPES.stream.video, ladder: [rung(180, 320), rung(90, 160)], copy } as Recipe['video'],
});

// The chunks don't depend on the number of workers: 4, 12 and 54 s, or 4 and 10 s.
const LONG = { seconds: 70, rate: 12 };
const SHORT = { seconds: 14, rate: 12 };

/** Three chunks, and three pieces of audio. */
export const longClip = async (): Promise<Clip> => ({ path: await makeClip(LONG), recipe: recipe(false) });

const SRT = '1\n00:00:00,500 --> 00:00:02,000\nFirst\n\n2\n00:00:10,500 --> 00:00:12,000\nLast\n';

/** Two chunks, and subtitles. */
export const shortClip = async (): Promise<Clip> => {
  const name = join(runDir(), `subtitled-${randomUUID()}`);
  const [subtitles, path] = [`${name}.srt`, `${name}.mp4`];
  await writeFile(subtitles, SRT);
  const inputs = ['-i', await makeClip(SHORT), '-i', subtitles];
  await run('ffmpeg', [
    ...['-v', 'error', ...inputs, '-map', '0', '-map', '1'],
    ...['-c', 'copy', '-c:s', 'mov_text', path],
  ]);
  return { path, recipe: recipe(false) };
};

const PHONE = [
  ...['-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-bf', '3', '-b:v', '200k', '-maxrate', '300k'],
  ...['-bufsize', '300k', '-g', '24', '-keyint_min', '24', '-sc_threshold', '0'],
];

/** Three chunks. The best rendition is copied from the source, a phone recording with a key frame every two seconds. */
export const copiedClip = async (): Promise<Clip> => ({
  path: await makeClip({
    ...LONG,
    extra: PHONE,
  }),
  recipe: recipe(true),
});

/** Size limit of a single request to the store. */
const SINGLE_PUT_BYTES = 8 * 2 ** 20;

/** In a container that can't be cut into chunks, so it is remuxed first, and the copy is uploaded in parts. */
export const normalizedClip = async (): Promise<Clip> => {
  const path = await makeClip({ seconds: 8, rate: 12, size: '640x360', pattern: 'noise', container: 'ts' });
  const { size } = await stat(path);
  if (size < 1.2 * SINGLE_PUT_BYTES) throw new Error(`${size} bytes would be stored in one request`);
  return { path, recipe: recipe(false) };
};

/** Three chunks. Planned as a copy, which fails after its first pieces: two recordings with different parameter sets are joined. */
export const uncopyableClip = async (): Promise<Clip> => {
  const raw = (...more: string[]) =>
    makeClip({
      ...{ seconds: LONG.seconds / 2, rate: LONG.rate, audio: false },
      extra: [...PHONE, '-bf', '0', ...more, '-f', 'h264'],
    });
  const name = join(runDir(), `joined-${randomUUID()}`);
  const parts = [await readFile(await raw()), await readFile(await raw('-coder', '0'))];
  await writeFile(`${name}.h264`, Buffer.concat(parts));
  await run('ffmpeg', [
    ...['-v', 'error', '-framerate', String(LONG.rate), '-i', `${name}.h264`, '-c', 'copy', `${name}.mp4`],
  ]);
  return { path: `${name}.mp4`, recipe: recipe(true) };
};
