import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endSecondsOf, failureMessage, RECIPES, warningText } from '@media/core';
import { mediaRepository } from '@media/database';
import { runDir } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, type Scene } from '../scene.fixture.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  await scene.startWorker();
});
afterAll(() => scene.close());

type Packet = { seconds: number; at: number; size: number };

const packetsOf = (path: string): Packet[] =>
  execFileSync('ffprobe', [
    ...['-v', 'error', '-select_streams', 'a'],
    ...['-show_entries', 'packet=pts_time,size,pos', '-of', 'csv=p=0', path],
  ])
    .toString()
    .trim()
    .split('\n')
    .map((line) => {
      const [seconds = 0, size = 0, at = 0] = line.split(',').map(Number);
      return { seconds, size, at };
    });

/** The track number, time and flags of a Matroska block. */
const BLOCK_HEADER_BYTES = 4;

/** Fills the audio packets of this time with zeros. */
const damage = (path: string, from: number, until: number): string => {
  const bytes = readFileSync(path);
  for (const { seconds, at, size } of packetsOf(path))
    if (seconds >= from && seconds < until) bytes.fill(0, at + BLOCK_HEADER_BYTES, at + size);
  writeFileSync(path, bytes);
  return path;
};

/** Six seconds of FLAC whose packets from the second second on, until this one, are zeros. */
const makeDamaged = (until: number): string => {
  const path = join(runDir(), `damaged-until-${until}.mkv`);
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=d=6', '-c:a', 'flac', path]);
  return damage(path, 2, until);
};

/** Three seconds of video, and FLAC whose last second is zeros. */
const makeDamagedEnd = (): string => {
  const path = join(runDir(), 'damaged-end.mkv');
  const sources = ['-f', 'lavfi', '-i', 'testsrc=s=64x64:d=3:r=25', '-f', 'lavfi', '-i', 'sine=d=3'];
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-y',
    ...sources,
    '-c:v',
    'mpeg4',
    '-c:a',
    'flac',
    '-frame_size',
    '4410',
    path,
  ]);
  return damage(path, 2, 3);
};

const TS_PACKET_BYTES = 188;

/** AAC in MPEG-TS that lacks one packet of the stream, inside a frame. MP4 refuses the rest of that frame. */
const makeLossy = (): string => {
  const path = join(runDir(), 'lossy-audio.ts');
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=d=4', '-c:a', 'aac', path]);
  const bytes = readFileSync(path);
  const lost = TS_PACKET_BYTES * Math.floor(bytes.length / TS_PACKET_BYTES / 2);
  writeFileSync(path, Buffer.concat([bytes.subarray(0, lost), bytes.subarray(lost + TS_PACKET_BYTES)]));
  return path;
};

test.each([
  ['two seconds that cannot be decoded are silent', () => makeDamaged(4), /(1\.[89]|2\.[0-2]) s/],
  ['a loss that is too short to be measured', () => makeDamaged(2.1), /some/],
  ['one lost packet of a broadcast', makeLossy, /some/],
])('audio: %s, and a warning says so', async (_, make, amount) => {
  const job = await scene.addVideo(make(), RECIPES.audio);
  expect((await scene.ended(job)).status).toBe('completed');
  const [warning, ...others] = (await scene.details(job)).warnings;
  expect(others).toEqual([]);
  expect(warning && warningText(warning as never)).toMatch(
    new RegExp(`^The audio track "Audio 1" is damaged: ${amount.source} of it couldn't be decoded and is silent\\.$`),
  );
});

/** ffmpeg's decoder reads one of many frames per block of this format, without an error. */
const makeSkipped = (): string => {
  const path = join(runDir(), 'skipped-audio.wav');
  const source = ['-f', 'lavfi', '-i', 'sine=d=3:r=16000'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...source, '-c:a', 'libspeex', path]);
  return path;
};

test.each([
  ['with errors', () => makeDamaged(6), /only (1\.9|2\.[01]) s of 6\.[01] s/],
  // How much is read depends on the version of ffmpeg.
  ['without an error', makeSkipped, /only [01]\.\d s of 3\.[01] s/],
])('an audio file that is mostly lost %s fails and says how much', async (_, make, howMuch) => {
  const job = await scene.addVideo(make(), RECIPES.audio);
  const { status, errorCode, errorReason } = await scene.ended(job);
  expect({ status, errorCode }).toEqual({ status: 'failed', errorCode: 'SOURCE_DAMAGED' });
  expect(failureMessage('SOURCE_DAMAGED', errorReason)).toMatch(howMuch);
});

test('audio whose end cannot be decoded is silent up to the end of the video', async () => {
  const job = await scene.addVideo(makeDamagedEnd());
  expect((await scene.ended(job)).status).toBe('completed');
  const { warnings, currentJobId } = await scene.details(job);
  expect(warnings).toEqual([{ code: 'AUDIO_LOST', label: 'Audio 1', lostMs: expect.closeTo(1_000, -2) }]);
  if (!currentJobId) throw new Error('no job');
  const objects = await mediaRepository(scene.database).objectsOf(job.organizationId, currentJobId);
  const endOf = (wanted: string) => endSecondsOf({ objects: objects.filter(({ kind }) => kind === wanted) });
  expect(endOf('video')).toBeCloseTo(3, 2);
  expect(endOf('audio')).toBeGreaterThan(2.9);
  expect(endOf('audio')).toBeLessThan(3);
});

test.each(['mp2', 'libmp3lame', 'wmav1', 'wmav2', 'adpcm_swf'])(
  'the padding of a container is not lost audio: %s',
  async (codec) => {
    const path = join(runDir(), `${codec}.w64`);
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=d=3:r=44100', '-c:a', codec, path]);
    expect(packetsOf(path).at(-1)?.size).toBeLessThan(8);
    const job = await scene.addVideo(path, RECIPES.audio);
    expect((await scene.ended(job)).status).toBe('completed');
    expect((await scene.details(job)).warnings).toEqual([]);
  },
);

test('an audio file with a wrong bitrate is complete, and nothing is lost', async () => {
  const path = join(runDir(), 'wrong-bitrate.wav');
  // ffmpeg declares 128 kbit/s for ADPCM of any rate; these are 389.
  const tone = ['-f', 'lavfi', '-i', 'sine=d=8:r=96000'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...tone, '-c:a', 'adpcm_ima_wav', path]);
  const job = await scene.addVideo(path, RECIPES.audio);
  expect((await scene.ended(job)).status).toBe('completed');
  const { warnings, probe } = await scene.details(job);
  expect(warnings).toEqual([]);
  expect(probe?.audios[0]?.endSeconds).toBeCloseTo(8, 1);
});
