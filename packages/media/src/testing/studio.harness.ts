import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDir } from '@media/testkit';
import { createMediaRunner, pickSandbox } from '../index.js';
import type { Studio } from './numbered-clip.harness.js';

export const FFMPEG = process.env.FFMPEG_PATH ?? '/usr/bin/ffmpeg';
export const FFPROBE = process.env.FFPROBE_PATH ?? '/usr/bin/ffprobe';

/** A folder and a sandboxed runner for one test file. */
export const openStudio = async (): Promise<Studio & AsyncDisposable> => {
  const root = await mkdtemp(join(tmpdir(), 'media-'));
  // mkdtemp creates folders that only their owner can access, but the process runs as another user.
  await chmod(root, 0o711);
  // The files of a run share the verdict: the self-test takes seconds of CPU.
  const cacheFile = join(runDir(), 'studio-sandbox.json');
  const sandbox = await pickSandbox({ ffmpegPath: FFMPEG, scratchDir: root, cacheFile });
  const runner = createMediaRunner({ ffmpegPath: FFMPEG, ffprobePath: FFPROBE, sandbox });
  const dir = join(root, 'clips');
  await mkdir(dir);
  return {
    runner,
    dir,
    signal: new AbortController().signal,
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
};
