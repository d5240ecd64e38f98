import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RECIPES, warningText } from '@media/core';
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
  execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'packet=pts_time,size,pos', '-of', 'csv=p=0', path])
    .toString()
    .trim()
    .split('\n')
    .map((line) => {
      const [seconds = 0, size = 0, at = 0] = line.split(',').map(Number);
      return { seconds, size, at };
    });

/** The track number, time and flags of a Matroska block. */
const BLOCK_HEADER_BYTES = 4;

/** Six seconds of FLAC whose packets from the second to the fourth second are zeros. */
const makeDamaged = (): string => {
  const path = join(runDir(), 'damaged-audio.mkv');
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=d=6', '-c:a', 'flac', path]);
  const bytes = readFileSync(path);
  for (const { seconds, at, size } of packetsOf(path))
    if (seconds >= 2 && seconds < 4) bytes.fill(0, at + BLOCK_HEADER_BYTES, at + size);
  writeFileSync(path, bytes);
  return path;
};

test('audio that cannot be decoded is silent, and a warning says how much', async () => {
  const job = await scene.addVideo(makeDamaged(), RECIPES.audio);
  expect((await scene.ended(job)).status).toBe('completed');
  const [warning, ...others] = (await scene.details(job)).warnings;
  expect(others).toEqual([]);
  expect(warning && warningText(warning as never)).toMatch(
    /^The audio track "Audio 1" is damaged: (1\.[89]|2\.[0-2]) s of it couldn't be decoded and is silent\.$/,
  );
});
