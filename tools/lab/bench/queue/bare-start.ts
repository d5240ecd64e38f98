import { execFile } from 'node:child_process';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createMediaRunner, pickSandbox } from '@media/media';
import { watchStarts } from './watch-starts.ts';

const run = promisify(execFile);

const pathOf = async (program: string): Promise<string> => realpath((await run('which', [program])).stdout.trim());

const ENCODE = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:d=1', '-f', 'null', '-'];

/** Measures how long a sandboxed ffmpeg takes to start, in milliseconds: the part of every start that isn't dispatch. */
export const openBareStart = async (dir: string): Promise<() => Promise<number>> => {
  const workDir = join(dir, 'bare');
  await mkdir(workDir);
  const ffmpegPath = await pathOf('ffmpeg');
  const options = { ffmpegPath, scratchDir: join(dir, 'sandbox'), cacheFile: join(dir, 'sandbox.json') };
  const runner = createMediaRunner({
    ffmpegPath,
    ffprobePath: await pathOf('ffprobe'),
    sandbox: await pickSandbox(options),
  });
  return async () => {
    using starts = watchStarts([process.pid]);
    const calledAt = Date.now();
    await runner.runFfmpeg(ENCODE, { workDir, inputs: [], signal: new AbortController().signal });
    return Math.min(...starts.times()) - calledAt;
  };
};
