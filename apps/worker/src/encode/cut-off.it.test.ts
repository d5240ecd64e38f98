import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FailureReason, RECIPES } from '@media/core';
import { runDir } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, type Scene } from '../scene.fixture.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  await scene.startWorker();
});
afterAll(() => scene.close());

const PICTURE = ['-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=25:d=6'];
const TONE = ['-f', 'lavfi', '-i', 'sine=d=6:r=48000'];
const H264 = [...PICTURE, ...TONE, '-c:v', 'libx264', '-preset', 'veryfast', '-g', '50', '-c:a', 'aac'];
const FRAGMENTS = ['-movflags', '+frag_keyframe+empty_moov+default_base_moof', '-frag_duration', '1000000'];

/** The packet of the track that begins next to two thirds of the file. */
const packetAt = (path: string, bytes: number, track: 'v' | 'a'): { at: number; size: number } => {
  const wanted = (2 / 3) * bytes;
  const entries = ['-show_entries', 'packet=size,pos', '-of', 'csv=p=0', path];
  const packets = execFileSync('ffprobe', ['-v', 'error', '-select_streams', track, ...entries])
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number))
    .map(([size = 0, at = 0]) => ({ size, at }));
  return packets.reduce((best, packet) => (Math.abs(packet.at - wanted) < Math.abs(best.at - wanted) ? packet : best));
};

/** A file that ends in the middle of a packet of this track. */
const makeCut = (name: string, argv: readonly string[], track: 'v' | 'a'): string => {
  const path = join(runDir(), name);
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...argv, path]);
  const bytes = readFileSync(path);
  const { at, size } = packetAt(path, bytes.length, track);
  writeFileSync(path, bytes.subarray(0, at + Math.floor(size / 2)));
  return path;
};

const warningsOf = async (path: string, recipe = RECIPES.stream) => {
  const job = await scene.addVideo(path, recipe);
  expect((await scene.ended(job)).status).toBe('completed');
  return (await scene.details(job)).warnings;
};

test.each<[string, string[], 'v' | 'a']>([
  ['frame.mp4', [...H264, '-movflags', '+faststart'], 'v'],
  ['audio.mp4', [...H264, '-movflags', '+faststart'], 'a'],
  ['frame.flv', H264, 'v'],
  ['audio.flv', H264, 'a'],
  ['frame.avi', [...PICTURE, ...TONE, '-c:v', 'mpeg4', '-g', '25', '-c:a', 'mp3'], 'v'],
])('a file that ends in the middle of a packet is only reported as cut off: %s', async (name, argv, track) => {
  const [warning, ...others] = await warningsOf(makeCut(name, argv, track));
  expect(others).toEqual([]);
  expect(warning).toEqual({
    code: 'SOURCE_TRUNCATED',
    declaredMs: expect.closeTo(6_000, -3),
    presentMs: expect.closeTo(4_000, -3),
  });
});

test('a fragmented MP4 that ends in the middle of a frame declares only the fragments that are there', async () => {
  const path = makeCut('fragments.mp4', [...H264, ...FRAGMENTS], 'v');
  expect(await warningsOf(path)).toMatchObject([{ code: 'SOURCE_TRUNCATED', atLeast: true }]);
});

test.each([
  ['half.m4a', ['-c:a', 'aac', '-movflags', '+faststart'], [{ code: 'SOURCE_TRUNCATED' }]],
  ['half.flac', ['-c:a', 'flac'], [{ code: 'SOURCE_TRUNCATED' }]],
  ['half.aac', ['-c:a', 'aac'], []],
])('nothing is silent in audio that ends in the middle of a packet: %s', async (name, argv, expected) => {
  expect(await warningsOf(makeCut(name, [...TONE, ...argv], 'a'), RECIPES.audio)).toMatchObject(expected);
});

test('a file that does not declare its length and ends in the middle of a frame has no warning', async () => {
  expect(await warningsOf(makeCut('frame.ts', H264, 'v'))).toEqual([]);
});

test('a frame that is lost before the end is reported with its time', async () => {
  const path = join(runDir(), 'lost.mp4');
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...H264, '-bf', '0', path]);
  const bytes = readFileSync(path);
  const { at, size } = packetAt(path, bytes.length, 'v');
  bytes.fill(0, at + 4, at + size);
  writeFileSync(path, bytes);
  const found = (await warningsOf(path)).find(({ code }) => code === 'FRAMES_LOST');
  expect(found).toEqual({ code: 'FRAMES_LOST', frames: 1, afterMs: expect.closeTo(4_000, -3) });
});

const WINDOWS = [...PICTURE, ...TONE, '-c:v', 'wmv2', '-g', '25', '-c:a', 'wmav2'];

/** A file of which only this share is left. */
const makeShare = (name: string, argv: readonly string[], share: number): string => {
  const path = join(runDir(), name);
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...argv, path]);
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, Math.round(share * bytes.length)));
  return path;
};

test.each([
  ['third.wmv', WINDOWS],
  ['third.flv', H264],
  ['third.avi', [...PICTURE, ...TONE, '-c:v', 'mpeg4', '-g', '25', '-c:a', 'mp3']],
])('a file of which more than half of the video is missing fails and says how much: %s', async (name, argv) => {
  const job = await scene.addVideo(makeShare(name, argv, 0.35));
  const { status, errorCode, errorReason } = await scene.ended(job);
  expect({ status, errorCode }).toEqual({ status: 'failed', errorCode: 'SOURCE_DAMAGED' });
  const { code, declaredMs, foundMs } = errorReason as Extract<FailureReason, { code: 'VIDEO_CUT_SHORT' }>;
  expect({ code, declaredMs }).toEqual({ code: 'VIDEO_CUT_SHORT', declaredMs: expect.closeTo(6_000, -3) });
  // Bytes aren't spread evenly, and indexes at the end are missing, too.
  expect(foundMs).toBeGreaterThan(1_000);
  expect(foundMs).toBeLessThan(3_000);
});

test('audio of such a file is kept as far as it goes, if only audio is wanted', async () => {
  const warnings = await warningsOf(makeShare('audio.wmv', WINDOWS, 0.35), RECIPES.audio);
  expect(warnings).toMatchObject([{ code: 'SOURCE_TRUNCATED' }]);
});
