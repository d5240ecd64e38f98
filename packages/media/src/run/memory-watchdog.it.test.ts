import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMediaRunner } from '../index.js';
import { SANDBOX_MODES, type SandboxMode } from '../sandbox/sandbox.js';
import { FFMPEG, FFPROBE } from '../testing/studio.harness.js';

const BUDGET_BYTES = 300e6;
/** Keeps every frame, 3 MB each, until the source ends, which it never does. */
const HUNGRY = ['-f', 'lavfi', '-i', 'color=s=1920x1080:r=30', '-vf', 'reverse', '-f', 'null', '-'];
const OWNER = { uid: 64_001, gid: 64_001 };
const isRoot = process.getuid?.() === 0;

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'memory-'));
  await chmod(root, 0o711);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const runHungry = async (mode: SandboxMode): Promise<unknown> => {
  const owner = isRoot && mode !== 'none' ? { owner: OWNER } : {};
  const runner = createMediaRunner({
    ...{ ffmpegPath: FFMPEG, ffprobePath: FFPROBE },
    sandbox: { mode, holes: [], ...owner },
  });
  const workDir = join(root, mode);
  await mkdir(workDir);
  const options = { workDir, inputs: [], signal: new AbortController().signal, limits: { memoryBytes: BUDGET_BYTES } };
  return runner.runFfmpeg(HUNGRY, options).catch((error: unknown) => error);
};

test('whatever confines it, an ffmpeg that needs more than its budget is stopped, and the error tells its peak', async () => {
  const stopped: SandboxMode[] = [];
  for (const mode of SANDBOX_MODES) {
    if (mode === 'bwrap-root' && !isRoot) continue;
    const error = await runHungry(mode);
    if (error instanceof AppError && error.code === 'SANDBOX_UNAVAILABLE') continue; // not on this machine
    if (!(error instanceof AppError)) throw new Error(`${mode}: expected an AppError, got ${error}`);
    expect([mode, error.code]).toEqual([mode, 'ENCODER_OUT_OF_MEMORY']);
    expect(error.details).toMatchObject({ memoryBytes: BUDGET_BYTES, maxRssBytes: expect.any(Number) });
    expect(error.details.maxRssBytes).toBeGreaterThan(BUDGET_BYTES);
    stopped.push(mode);
  }
  expect(stopped).toEqual(expect.arrayContaining(['limits-only', 'none']));
});
