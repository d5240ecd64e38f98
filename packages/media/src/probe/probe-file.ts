import type { SourceProbe } from '@media/core';
import type { FfprobeOptions } from '../run/media-runner.js';
import { explainMissingIndex } from './missing-index.js';
import { parseProbe } from './parse-probe.js';
import { probeArgs } from './probe-args.js';
import { lacksCodecNames, UNKNOWN_CODEC_LINE, unknownCodecArgs, withCodecNames } from './unknown-codecs.js';

type RunProbe = (argv: string[], options: Pick<FfprobeOptions, 'inputs' | 'onLog' | 'onLogLine'>) => Promise<string>;

/**
 * Runs ffprobe on a file and parses its output. `options`: more of them for ffprobe. Throws what `parseProbe` and the runner throw, and
 * SOURCE_DAMAGED for an MP4 without an index.
 */
export const probeFile = async (ffprobe: RunProbe, path: string, options: string[] = []): Promise<SourceProbe> => {
  let log = '';
  const onLog = (text: string): void => {
    log = text;
  };
  const json = await ffprobe([...options, ...probeArgs(path)], { inputs: [path], onLog }).catch(
    async (error: unknown) => {
      throw await explainMissingIndex(path, error);
    },
  );
  return parseProbe(lacksCodecNames(json) ? await nameCodecs(ffprobe, path, json) : json, log);
};

const nameCodecs = async (ffprobe: RunProbe, path: string, json: string): Promise<string> => {
  const names: string[] = [];
  const onLogLine = (line: string): void => {
    const name = UNKNOWN_CODEC_LINE.exec(line)?.groups?.name;
    if (name !== undefined) names.push(name);
  };
  await ffprobe(unknownCodecArgs(path), { inputs: [path], onLogLine });
  return withCodecNames(json, names);
};
