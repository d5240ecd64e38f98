import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { warningText } from '@media/core';
import { expect, it } from 'vitest';
import { findCut, needsNormalizing, probeFile, readClock } from '../index.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

const SECONDS = 8;
const tone = ['-f', 'lavfi', '-i', `sine=f=440:d=${SECONDS}:r=44100`];
const picture = ['-f', 'lavfi', '-i', `testsrc2=s=320x240:r=25:d=${SECONDS}`];

/** The warnings of a file that is remuxed, or of one that isn't. */
const warningsOf = async (path: string) => {
  const options = { workDir: studio.dir, inputs: [path], signal: studio.signal };
  const probe = await probeFile((argv, more) => studio.runner.runFfprobe(argv, { ...options, ...more }), path);
  if (!needsNormalizing(probe)) return findCut(path, probe);
  const clock = await readClock((argv, onLine) => studio.runner.runFfprobe(argv, { ...options, onLine }), path, probe);
  return clock.warnings;
};

/** Tags come before the first frame, and can be larger than what is read at once. */
const TAG_BYTES = 70_000;
const LARGE_TAG = ['-metadata', `comment=${'a'.repeat(TAG_BYTES)}`];

it.each([
  ['AVI', 'cut.avi', [...picture, ...tone, '-g', '5', '-c:v', 'mpeg4', '-c:a', 'mp3']],
  ['ASF', 'cut.wmv', [...picture, ...tone, '-g', '5', '-c:v', 'wmv2', '-c:a', 'wmav2']],
  ['WAV', 'cut.wav', [...tone, '-metadata', 'title=a', '-c:a', 'pcm_s16le']],
  ['MP3 of constant bitrate', 'cut.mp3', [...tone, '-id3v2_version', '0', '-c:a', 'libmp3lame', '-b:a', '64k']],
  ['MP3 of variable bitrate', 'vbr.mp3', [...tone, ...LARGE_TAG, '-c:a', 'libmp3lame', '-q:a', '4'], TAG_BYTES],
])('%s that was cut off says how long it should be', async (_, name, argv, tagBytes = 0) => {
  const path = join(studio.dir, name);
  await studio.runner.runFfmpeg([...argv, `file:${path}`], { workDir: studio.dir, inputs: [], signal: studio.signal });
  const bytes = await readFile(path);
  expect(await warningsOf(path)).toEqual([]);
  await writeFile(path, bytes.subarray(0, tagBytes + Math.round(0.6 * (bytes.length - tagBytes))));
  const found = (await warningsOf(path)).find(({ code }) => code === 'SOURCE_TRUNCATED');
  if (found?.code !== 'SOURCE_TRUNCATED') throw new Error('no warning');
  expect(Math.abs(found.declaredMs - 1000 * SECONDS)).toBeLessThan(150);
  expect(found.presentMs).toBeGreaterThan(1000);
  expect(found.presentMs).toBeLessThan(6500);
});

it.each([
  ['WAV', 'pipe.wav', ['-c:a', 'pcm_s16le', '-f', 'wav']],
  ['MP3', 'pipe.mp3', ['-c:a', 'libmp3lame', '-write_xing', '0', '-f', 'mp3']],
])('%s that was written to a pipe does not say it', async (_, name, argv) => {
  const path = join(studio.dir, name);
  await studio.runner.runFfmpeg([...tone, ...argv, '-seekable', '0', `file:${path}`], {
    ...{ workDir: studio.dir, inputs: [], signal: studio.signal },
  });
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, bytes.length / 2));
  expect(await warningsOf(path)).toEqual([]);
});

/** Adds a box that declares the duration of all fragments (ISO/IEC 14496-12, mehd), which ffmpeg doesn't write. */
const declareFragments = (bytes: Buffer, milliseconds: number): Buffer => {
  const [movie, extended] = ['moov', 'mvex'].map((name) => bytes.indexOf(name));
  if (movie === undefined || extended === undefined) throw new Error('no fragments');
  const box = Buffer.alloc(16);
  box.writeUInt32BE(box.length, 0);
  box.write('mehd', 4, 'latin1');
  box.writeUInt32BE(milliseconds, 12);
  const longer = Buffer.concat([bytes.subarray(0, extended + 4), box, bytes.subarray(extended + 4)]);
  for (const at of [movie, extended]) longer.writeUInt32BE(longer.readUInt32BE(at - 4) + box.length, at - 4);
  return longer;
};

it('fragmented MP4 that was cut off says how long it should be, if its writer knew', async () => {
  const path = join(studio.dir, 'fragments.mp4');
  const output = [
    '-c:v',
    'libx264',
    '-g',
    '25',
    '-c:a',
    'aac',
    '-movflags',
    '+frag_keyframe+empty_moov+default_base_moof',
  ];
  await studio.runner.runFfmpeg([...picture, ...tone, ...output, `file:${path}`], {
    ...{ workDir: studio.dir, inputs: [], signal: studio.signal },
  });
  const bytes = await readFile(path);
  const cut = bytes.subarray(0, 0.6 * bytes.length);
  await writeFile(path, cut);
  expect(await warningsOf(path)).toEqual([]);
  for (const declaredMs of [0, 0xffff_ffff]) {
    await writeFile(path, declareFragments(cut, declaredMs));
    expect(await warningsOf(path)).toEqual([]);
  }
  await writeFile(path, declareFragments(bytes, 1000 * SECONDS));
  expect(await warningsOf(path)).toEqual([]);
  await writeFile(path, declareFragments(cut, 1000 * SECONDS));
  const [found, ...others] = await warningsOf(path);
  expect([found, ...others]).toMatchObject([{ code: 'SOURCE_TRUNCATED', declaredMs: 1000 * SECONDS }]);
});

it.each([0.4, 0.6])('MP3 with a damaged section says where it is, and that later audio comes earlier', async (from) => {
  const path = join(studio.dir, 'damaged.mp3');
  await studio.runner.runFfmpeg([...tone, '-c:a', 'libmp3lame', '-b:a', '128k', `file:${path}`], {
    ...{ workDir: studio.dir, inputs: [], signal: studio.signal },
  });
  const bytes = await readFile(path);
  bytes.fill(0, Math.round(from * bytes.length), Math.round((from + 0.2) * bytes.length));
  await writeFile(path, bytes);
  const [found, ...others] = await warningsOf(path);
  expect(others).toEqual([]);
  if (found?.code !== 'SOURCE_TRUNCATED' || found.damagedAfterMs === undefined) throw new Error('no place');
  expect(Math.abs(found.damagedAfterMs - 1000 * from * SECONDS)).toBeLessThan(150);
  expect(Math.abs(found.presentMs - 0.8 * 1000 * SECONDS)).toBeLessThan(150);
  expect(warningText(found)).toMatch(
    /^The file declares a duration of 8\.\d s, but only 6\.\d s of it can be read\. It is damaged after 0:0/,
  );
});
