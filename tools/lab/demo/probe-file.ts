import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { SourceProbe } from '@media/core';
import { parseProbe, probeArgs } from '@media/media';
import { StartupError } from '../../start/startup-error.ts';

const run = promisify(execFile);

/** Probes a file with ffprobe. Throws a StartupError if it doesn't exist or isn't media. */
export const probeFile = async (path: string, ffprobe: string): Promise<SourceProbe> => {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new StartupError(`File not found: ${path}`);
  try {
    const { stdout } = await run(ffprobe, probeArgs(path), { maxBuffer: 64 * 1024 * 1024 });
    return parseProbe(stdout);
  } catch (error) {
    throw new StartupError(`${path} is not a video or audio file that ffprobe can read.`, { cause: error });
  }
};
