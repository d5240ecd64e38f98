import { AppError, type AudioStream, type SourceProbe, type UnusableAudio } from '@media/core';
import { guardedInput } from '../argv/input-guards.js';
import type { LineProbe } from './line-probe.js';

/** Ordinary audio decodes from its first packet. If not, the beginning can be damaged. */
const FIRST_PACKETS = [20, 2_000];

/** ffprobe argv for a line per packet (`packet,…`) and decoded frame (`frame,…`) of the first packets of a stream. */
const firstPacketsArgs = (input: string, streamIndex: number, packets: number): string[] => [
  ...['-v', 'error', '-select_streams', String(streamIndex), '-read_intervals', `%+#${packets}`],
  ...['-show_entries', 'packet=size:frame=nb_samples', '-of', 'csv'],
  ...guardedInput(input),
];

/**
 * Decodes the first packets of every audio track, and moves tracks without packets, or without anything that can be decoded, to
 * `unusableAudios`. `input`: the path of the source.
 */
export const tryAudios = async (probe: LineProbe, input: string, source: SourceProbe): Promise<SourceProbe> => {
  const tried: { audio: AudioStream; problem: UnusableAudio['problem'] | undefined }[] = [];
  for (const audio of source.audios) tried.push({ audio, problem: await problemOf(probe, input, audio) });
  const usable = tried.filter(({ problem }) => problem === undefined);
  if (usable.length === tried.length) return source;
  const known = source.unusableAudios ?? [];
  const taken = new Set(known.map(({ track }) => track));
  const numbers = [...Array(tried.length + taken.size).keys()].map((index) => index + 1).filter((at) => !taken.has(at));
  const found = tried.flatMap(({ audio: { codec, codecTag = codec, language }, problem }, index): UnusableAudio[] =>
    problem
      ? [
          {
            track: numbers[index] ?? 1,
            codec: problem === 'codec' ? codecTag : codec,
            ...(language !== undefined && { language }),
            problem,
          },
        ]
      : [],
  );
  const unusableAudios = [...known, ...found].sort((one, other) => one.track - other.track);
  return { ...source, audios: usable.map(({ audio }) => audio), unusableAudios };
};

const problemOf = async (
  probe: LineProbe,
  input: string,
  { streamIndex, sampleFormat }: AudioStream,
): Promise<UnusableAudio['problem'] | undefined> => {
  let packets = 0;
  for (const count of FIRST_PACKETS) {
    let samples = 0;
    packets = 0;
    const onLine = (line: string): void => {
      const [kind, value = ''] = line.split(',');
      if (kind === 'packet') packets += 1;
      if (kind === 'frame') samples += Number.parseInt(value, 10) || 0;
    };
    const read = await probe(firstPacketsArgs(input, streamIndex, count), onLine).then(() => true, unreadIfStalled);
    // A stream that begins very late can take too long to find.
    if (samples > 0 || !read) return undefined;
  }
  if (packets === 0) return 'empty';
  return sampleFormat === undefined ? 'codec' : 'damaged';
};

const unreadIfStalled = (error: unknown): false => {
  if (error instanceof AppError && error.code === 'ENCODER_STALLED') return false;
  throw error;
};
