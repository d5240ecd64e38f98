import type { SourceProbe } from '@media/core';
import type { FfprobeOptions } from '../run/media-runner.js';
import { parseProbe } from './parse-probe.js';
import { probeArgs } from './probe-args.js';

type RunProbe = (argv: string[], options: Pick<FfprobeOptions, 'inputs' | 'onLog'>) => Promise<string>;

/** Runs ffprobe on a file and parses its output. `options`: more of them for ffprobe. Throws what `parseProbe` and the runner throw. */
export const probeFile = async (ffprobe: RunProbe, path: string, options: string[] = []): Promise<SourceProbe> => {
  let log = '';
  const onLog = (text: string): void => {
    log = text;
  };
  return parseProbe(await ffprobe([...options, ...probeArgs(path)], { inputs: [path], onLog }), log);
};
