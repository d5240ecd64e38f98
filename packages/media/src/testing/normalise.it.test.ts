import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { needsNormalising, normaliseArgs, probeFile } from '../index.js';
import { openStudio } from './studio.harness.js';

let studio: Awaited<ReturnType<typeof openStudio>>;
beforeAll(async () => {
  studio = await openStudio();
});
afterAll(() => studio[Symbol.asyncDispose]());

const SECONDS = 1;
const RATE = 8000;

const make = async (name: string, argv: string[]): Promise<string> => {
  const path = join(studio.dir, name);
  await studio.runner.runFfmpeg([...argv, `file:${path}`], { workDir: studio.dir, inputs: [], signal: studio.signal });
  return path;
};
const tone = ['-f', 'lavfi', '-i', `sine=f=440:d=${SECONDS}:r=48000`];
const picture = ['-f', 'lavfi', '-i', `testsrc2=s=128x96:r=25:d=${SECONDS}`, '-c:v', 'mpeg2video'];

/** Seconds of audio that aren't silent, as decoded from the normalised file of a clip. */
const heardSeconds = async (clip: string): Promise<number> => {
  const options = { workDir: studio.dir, signal: studio.signal };
  const probe = await probeFile((argv, more) => studio.runner.runFfprobe(argv, { ...options, ...more }), clip);
  expect(needsNormalising(probe)).toBe(true);
  const normalised = join(studio.dir, 'normalised');
  await studio.runner.runFfmpeg(normaliseArgs(clip, probe, normalised), { ...options, inputs: [clip] });
  const raw = join(studio.dir, 'audio.pcm');
  const decode = ['-i', `file:${normalised}`, '-map', '0:a', '-ac', '1', '-ar', String(RATE), '-f', 's16le'];
  await studio.runner.runFfmpeg([...decode, `file:${raw}`], { ...options, inputs: [normalised] });
  const bytes = await readFile(raw);
  const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  const block = RATE / 100;
  const loud = Array.from({ length: Math.floor(samples.length / block) }, (_, index) =>
    samples.subarray(index * block, (index + 1) * block).some((sample) => Math.abs(sample) > 1000),
  );
  return loud.filter(Boolean).length / 100;
};

it.each([
  ['DVD', 'dvd.vob', [...picture, '-c:a', 'pcm_dvd', '-ac', '2', '-f', 'vob']],
  ['Blu-ray', 'bluray.m2ts', [...picture, '-c:a', 'pcm_bluray', '-ac', '2', '-f', 'mpegts']],
  ['Flash', 'flash.flv', [...picture.slice(0, -1), 'flv1', '-c:a', 'nellymoser', '-ar', '22050', '-ac', '1']],
  ['Windows Media', 'media.wmv', [...picture.slice(0, -1), 'wmv2', '-c:a', 'wmav2']],
  ['old AVI', 'adpcm.avi', [...picture.slice(0, -1), 'mpeg4', '-c:a', 'adpcm_ms']],
  ['AVI for editing', 'pcm.avi', [...picture.slice(0, -1), 'mjpeg', '-pix_fmt', 'yuvj420p', '-c:a', 'pcm_s16le']],
  ['broadcasting', 'eac3.ts', [...picture, '-c:a', 'eac3', '-f', 'mpegts']],
])('audio of %s can be decoded after normalising', async (_, name, output) => {
  expect(await heardSeconds(await make(name, [...tone, ...output]))).toBeCloseTo(SECONDS, 0.5);
});

it('all links of a chained Ogg file are kept, in order', async () => {
  const link = (name: string) => make(name, [...tone, '-c:a', 'libvorbis']);
  const links = [await link('one.ogg'), await link('two.ogg')];
  const chain = join(studio.dir, 'chain.ogg');
  await writeFile(chain, Buffer.concat(await Promise.all(links.map((path) => readFile(path)))));
  expect(await heardSeconds(chain)).toBeCloseTo(2 * SECONDS, 0.5);
});

it('FLAC without a total length, as encoders write it to a pipe, gets a duration', async () => {
  const path = await make('piped.flac', [...tone, '-c:a', 'flac']);
  const bytes = await readFile(path);
  // The 36-bit count of samples in STREAMINFO (RFC 9639 8.2); 0 means unknown.
  bytes[21] = (bytes[21] ?? 0) & 0xf0;
  bytes.fill(0, 22, 26);
  await writeFile(path, bytes);
  expect(await heardSeconds(path)).toBeCloseTo(SECONDS, 0.5);
});
