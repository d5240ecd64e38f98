import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { SourceProbe } from '@media/core';
import { parseProbe, probeArgs } from '@media/media';
import { Refusal } from '../../start/refusal.ts';

const run = promisify(execFile);

/** What ffprobe says of a file. Throws a Refusal with a sentence for people when it is not there or no media. */
export const probeFile = async (path: string, ffprobe: string): Promise<SourceProbe> => {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new Refusal(`There is no file ${path}.`);
  try {
    const { stdout } = await run(ffprobe, probeArgs(path), { maxBuffer: 64 * 1024 * 1024 });
    return parseProbe(stdout);
  } catch (error) {
    throw new Refusal(`${path} is not a video or sound file that ffprobe can read.`, { cause: error });
  }
};
