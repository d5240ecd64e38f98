import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError, RECIPES, type Recipe } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAudioGap, makeJumpBack, makeLateAudio, makeVideoGap } from './gap-clips.harness.js';
import { makeClip, type Studio } from './numbered-clip.harness.js';
import { notePeaks, type Peaks, tableOf } from './peaks.harness.js';
import { processClip } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const SMALL_BYTES = 500e6;
/** docs/operations.md: a full ladder of a 4K source with the maximum number of encoder threads. */
const LARGE_BYTES = 2.2e9;
const MOST_THREADS = 16;
const HOUR = 3600;
const TIMEOUT_MS = 3_600_000;

/** The generator of files from bug reports (`make.sh FOLDER`). They aren't part of the project. */
const CASES = resolve(process.env.CASES ?? join(import.meta.dirname, '../../../../../shared/cases'));

const studio = useStudio();
let peaks: Peaks;
beforeAll(async () => {
  peaks = notePeaks(studio.runner);
});
afterAll(async () => {
  console.log(`file | step | peak MB\n${tableOf(peaks.rows())}`);
});

/** Encodes everything, even if it could be copied. */
const recipe = (): Recipe => {
  const { video, ...rest } = RECIPES.stream;
  return { ...rest, ...(video && { video: { ...video, copy: false } }) };
};

/** Processes a file and returns its failure, if any. This test is about memory, but a failure must have a code. */
const failureOf = async (file: string, path: string, threads = 2): Promise<string | undefined> => {
  const dir = join(studio.dir, 'jobs', file);
  mkdirSync(dir, { recursive: true });
  try {
    await processClip(peaks.of(file), path, dir, recipe(), { threads });
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

const above = (limitBytes: number, files: readonly string[]) =>
  peaks.rows().filter(({ file, peakBytes }) => files.includes(file) && peakBytes > limitBytes);

const measured = (files: readonly string[]) =>
  new Set(
    peaks
      .rows()
      .filter(({ file }) => files.includes(file))
      .map(({ file }) => file),
  );

const GAPS: [name: string, make: (studio: Studio, name: string) => Promise<string>, failure?: string][] = [
  ['audio-gap-1h.mkv', (studio, name) => makeAudioGap(studio, name, HOUR)],
  ['audio-gap-10h.mkv', (studio, name) => makeAudioGap(studio, name, 10 * HOUR)],
  ['eight-tracks-with-gaps.mkv', (studio, name) => makeAudioGap(studio, name, HOUR, 8)],
  ['late-audio-1h.mkv', (studio, name) => makeLateAudio(studio, name, HOUR)],
  ['jump-back.mkv', makeJumpBack],
  ['video-gap-2h.mkv', (studio, name) => makeVideoGap(studio, name, 2 * HOUR)],
  ['video-gap-10h.mkv', (studio, name) => makeVideoGap(studio, name, 10 * HOUR), 'SOURCE_DAMAGED'],
];

test.each(GAPS)(
  '%s is processed in bounded memory',
  async (name, make, failure) => {
    const path = await make(studio, name);
    expect(await failureOf(name, path)).toBe(failure);
    expect(above(SMALL_BYTES, [name])).toEqual([]);
  },
  TIMEOUT_MS,
);

const LARGE: [name: string, output: string[]][] = [
  ['4k-h264.mp4', ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']],
  ['4k-hevc.mp4', ['-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']],
  [
    '4k-hevc-hdr10.mp4',
    [
      ...['-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p10le'],
      ...['-color_trc', 'smpte2084', '-color_primaries', 'bt2020', '-colorspace', 'bt2020nc'],
    ],
  ],
];

test.each(LARGE)(
  '%s is encoded to a full ladder by sixteen threads below what operations.md says',
  async (name, output) => {
    const path = await makeClip(studio, name, { size: '3840x2160', seconds: 1.6, audio: true, output });
    for (const threads of [2, MOST_THREADS]) {
      const file = `${name} with ${threads} threads`;
      expect(await failureOf(file, path, threads)).toBeUndefined();
      expect(measured([file]).size).toBe(1);
      expect(above(LARGE_BYTES, [file])).toEqual([]);
    }
  },
  TIMEOUT_MS,
);

test(
  'every file behind a bug report stays below half a gigabyte, and those that fail do so with a code',
  async ({ skip }) => {
    const script = join(CASES, 'make.sh');
    if (!existsSync(script)) skip(`No cases at ${script}: set CASES to the folder of make.sh.`);
    const dir = join(studio.dir, 'cases');
    execFileSync(script, [dir], { stdio: 'inherit' });
    const files = readdirSync(dir).sort();
    for (const file of files) {
      const failure = await failureOf(file, join(dir, file));
      if (failure) console.log(`${file}: ${failure}`);
    }
    expect(measured(files).size).toBeGreaterThan(25);
    expect(above(SMALL_BYTES, files)).toEqual([]);
  },
  TIMEOUT_MS,
);
