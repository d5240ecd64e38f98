import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@media/core';
import { createMediaRunner, type MediaRunnerOptions, type RunLimits } from '../index.js';
import { SANDBOX_MODES, type SandboxMode } from '../sandbox/sandbox.js';
import { FFMPEG, FFPROBE } from './studio.harness.js';

export const BUDGET_BYTES = 300e6;
/** Buffers every frame, 3 MB each, until the source ends, which it never does. */
const HUNGRY = ['-f', 'lavfi', '-i', 'color=s=1920x1080:r=30', '-vf', 'reverse', '-f', 'null', '-'];
const OWNER = { uid: 64_001, gid: 64_001 };
const isRoot = process.getuid?.() === 0;

type Hungry = Pick<MediaRunnerOptions, 'memoryCgroup'> & { limits: Partial<RunLimits>; modes?: readonly SandboxMode[] };

/** How an ffmpeg with unbounded memory use ends in every sandbox mode that works on this machine. `root` must be accessible to every user. */
export const runHungry = async (root: string, { memoryCgroup, limits, modes = SANDBOX_MODES }: Hungry) => {
  const errors = new Map<SandboxMode, AppError>();
  for (const mode of modes) {
    if (mode === 'bwrap-root' && !isRoot) continue;
    const owner = isRoot && mode !== 'none' ? { owner: OWNER } : {};
    const sandbox = { mode, holes: [], ...owner };
    const runner = createMediaRunner({ ffmpegPath: FFMPEG, ffprobePath: FFPROBE, sandbox, memoryCgroup });
    const workDir = await mkdtemp(join(root, `${mode}-`));
    const options = { workDir, inputs: [], signal: new AbortController().signal, limits };
    const error: unknown = await runner.runFfmpeg(HUNGRY, options).catch((caught: unknown) => caught);
    if (!(error instanceof AppError)) throw new Error(`${mode}: expected an AppError, got ${error}`);
    if (error.code !== 'SANDBOX_UNAVAILABLE') errors.set(mode, error); // doesn't work on this machine
  }
  return errors;
};
