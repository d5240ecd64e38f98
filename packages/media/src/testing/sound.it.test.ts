import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeClip, readEntry, readNumbers, readTimes } from './numbered-clip.harness.js';
import { type Processed, processClip } from './process-clip.harness.js';
import { openStudio } from './studio.harness.js';

let studio: Awaited<ReturnType<typeof openStudio>>;
let count = 0;
beforeAll(async () => {
  studio = await openStudio();
});
afterAll(() => studio[Symbol.asyncDispose]());

const run = (clip: string): Promise<Processed> => {
  count += 1;
  return processClip(studio.runner, clip, join(studio.dir, `job${count}`));
};
const mp4Of = ({ mp4 }: Processed): string => mp4 ?? 'no MP4 was made';
const seconds = async (path: string) => Number.parseFloat(await readEntry(studio, path, 'format=duration'));
const upTo = (frames: number) => Array.from({ length: frames }, (_, index) => index);

describe('sound', () => {
  let clip: string;
  beforeAll(async () => {
    clip = await makeClip(studio, 'straight.mkv', { seconds: 2, sound: true });
  });
  const shifted = async (name: string, maps: string[]) => {
    const path = join(studio.dir, `${name}.mkv`);
    const input = ['-i', `file:${clip}`, '-itsoffset', '0.7', '-i', `file:${clip}`];
    await studio.runner.runFfmpeg([...input, ...maps, '-c', 'copy', `file:${path}`], {
      workDir: studio.dir,
      inputs: [clip],
      signal: studio.signal,
    });
    return path;
  };
  const firstSound = async (path: string) => {
    const raw = join(studio.dir, 'sound.raw');
    const argv = [
      '-i',
      `file:${path}`,
      '-map',
      '0:a:0',
      '-af',
      'aresample=8000:async=1:first_pts=0',
      '-ac',
      '1',
      '-f',
      's16le',
      `file:${raw}`,
    ];
    await studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs: [path], signal: studio.signal });
    const bytes = await readFile(raw);
    const samples = Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readInt16LE(index * 2));
    return samples.findIndex((sample) => Math.abs(sample) > 500) / 8000;
  };

  it('that begins after the picture is padded with silence', async () => {
    const processed = await run(await shifted('late-sound', ['-map', '0:v', '-map', '1:a']));
    expect(Math.abs((await firstSound(mp4Of(processed))) - 0.7)).toBeLessThan(0.03);
    expect(await readNumbers(studio, mp4Of(processed))).toEqual(upTo(60));
  });

  it('that begins before the picture is kept: the first frame waits', async () => {
    const processed = await run(await shifted('late-picture', ['-map', '1:v', '-map', '0:a']));
    expect(processed.plan.video?.clock.heldPts).toBeDefined();
    expect(await firstSound(mp4Of(processed))).toBeLessThan(0.03);
    const [, second] = await readTimes(studio, mp4Of(processed), 'v:0');
    expect(Math.abs((second ?? 0) - 0.7 - 1 / 30)).toBeLessThan(0.03);
    expect(await readNumbers(studio, mp4Of(processed))).toEqual(upTo(60));
  });

  it('alone becomes an M4A and is listed for HLS, without a picture', async () => {
    const tone = join(studio.dir, 'tone.mp3');
    await studio.runner.runFfmpeg(['-f', 'lavfi', '-i', 'sine=f=440:d=5', `file:${tone}`], {
      workDir: studio.dir,
      inputs: [],
      signal: studio.signal,
    });
    const processed = await run(tone);
    expect(processed.plan.outputs.map(({ kind }) => kind)).toEqual(['hls', 'dash', 'audio']);
    expect(Math.abs((await seconds(processed.m4a ?? '')) - 5)).toBeLessThan(0.1);
    expect(processed.audios[0]?.segments.length).toBeGreaterThan(1);
  });
});
