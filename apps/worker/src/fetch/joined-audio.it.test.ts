import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RECIPES } from '@media/core';
import { runDir } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, type Scene } from '../scene.fixture.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  await scene.startWorker();
});
afterAll(() => scene.close());

/** Two seconds of audio, twice. */
const joinTwice = (name: string): string => {
  const path = join(runDir(), name);
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=d=2', path]);
  appendFileSync(path, readFileSync(path));
  return path;
};

test.each([
  ['joined.flac', 4000, { code: 'TIME_RESTARTS', times: 1, afterMs: 2000 }],
  ['joined.wav', 2000, { code: 'SOURCE_PARTLY_READ', afterMs: 2000, percent: 50 }],
])('files that were joined are played completely or have a warning: %s', async (name, durationMs, warning) => {
  const job = await scene.addVideo(joinTwice(name), RECIPES.audio);
  expect((await scene.ended(job)).status).toBe('completed');
  expect(await scene.details(job)).toMatchObject({ probe: { durationMs }, warnings: [warning] });
});
