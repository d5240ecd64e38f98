import type { SourceProbe } from '@media/core';
import { guardedHead, guardedInput, guardedSource } from '../argv/input-guards.js';
import type { LineProbe } from './line-probe.js';

/** Decoded tracks whose parameters change, so that the demuxer's times of their packets are wrong. */
export type ChangingAudio = {
  streams: ReadonlySet<number>;
  /** Where all other streams start in the source, which is their zero in the copy. */
  startSeconds: number;
  /** How much of the source the second input may read to find its tracks; absent for the usual amount. */
  headBytes?: number;
};

/** Containers whose demuxer gives packets without times those that the first sample rate leads to. */
const FILLED_IN = new Set(['mpegts', 'mpeg']);
/** Containers without times, or in Ogg with numbers of samples of unknown length. */
const UNTIMED = new Set(['aac', 'mp3', 'ac3', 'eac3', 'ogg']);

type Timed = Pick<SourceProbe, 'container' | 'video' | 'joinsTracks'>;

/** ffprobe argv for a line `index,start_time` per stream. */
const startArgs = (input: string): string[] => [
  ...['-v', 'error', '-show_entries', 'stream=index,start_time', '-of', 'csv=p=0'],
  ...guardedInput(input),
];

/** `input`: the path of the source. */
export const describeChanging = async (
  ffprobe: LineProbe,
  input: string,
  { video, audios, startSeconds }: Pick<SourceProbe, 'video' | 'audios' | 'startSeconds'>,
  streams: ReadonlySet<number>,
): Promise<ChangingAudio> => {
  const others = [...(video ? [video] : []), ...audios].filter(({ streamIndex }) => !streams.has(streamIndex));
  const indexes = new Set(others.map(({ streamIndex }) => streamIndex));
  const starts: number[] = [];
  await ffprobe(startArgs(input), (line) => {
    const [index = Number.NaN, start = Number.NaN] = line.split(',').map(Number.parseFloat);
    if (indexes.has(index) && Number.isFinite(start)) starts.push(start);
  });
  const headBytes = await findHeadBytes(ffprobe, input, [...indexes, ...streams], streams);
  return {
    ...{ streams, startSeconds: starts.length > 0 ? Math.min(...starts) : startSeconds },
    ...(headBytes !== undefined && { headBytes }),
  };
};

const HEADS = [5_000, 50_000, 500_000] as const;

/**
 * The smallest head of the file in which ffmpeg finds all tracks, but not yet the sample rates of those that change. ffmpeg 7 counts each
 * of their packets without a time by a rate that it knows. If the rate rises, packets with a time then seem to go back, and it moves them.
 */
const findHeadBytes = async (
  ffprobe: LineProbe,
  input: string,
  wanted: readonly number[],
  changing: ReadonlySet<number>,
): Promise<number | undefined> => {
  for (const headBytes of HEADS) {
    const found = new Map<number, string>();
    await ffprobe(headArgs(input, headBytes), (line) => {
      const [index = '', rate = ''] = line.split(',');
      found.set(Number(index), rate);
    }).catch(() => undefined); // such a head has no tracks
    const isRateKnown = [...changing].some((index) => !/^(0|N\/A)?$/.test(found.get(index) ?? ''));
    if (isRateKnown) return undefined;
    if (wanted.every((index) => found.has(index))) return headBytes;
  }
  return undefined;
};

/** ffprobe argv for a line `index,sample_rate` per stream. */
const headArgs = (input: string, headBytes: number): string[] => [
  ...['-v', 'error', '-show_entries', 'stream=index,sample_rate', '-of', 'csv=p=0'],
  ...guardedHead(input, headBytes),
];

const readsTwice = ({ container }: Timed, changing?: ChangingAudio): changing is ChangingAudio =>
  FILLED_IN.has(container) && changing !== undefined;

/**
 * A second input for audio whose parameters change. Only packets with a time of their own have one there, so that ffmpeg calculates all others
 * from what their decoder returns. Empty if it isn't needed.
 */
export const changingInput = (input: string, probe: Timed, changing?: ChangingAudio): string[] =>
  readsTwice(probe, changing)
    ? // ffmpeg doesn't know the start of such an input.
      [
        '-fflags',
        '+nofillin',
        '-itsoffset',
        (-changing.startSeconds).toFixed(6),
        ...guardedSource(input, probe, changing.headBytes),
      ]
    : [];

/**
 * An output without a file. Where times start over, ffmpeg continues those of an input by the streams that are read from it. Reading the video
 * of both inputs keeps them in sync.
 */
export const changingOutput = (probe: Timed, changing?: ChangingAudio): string[] =>
  readsTwice(probe, changing) && probe.video
    ? ['-map', `1:${probe.video.streamIndex}`, '-c:v', 'copy', '-f', 'null', '-']
    : [];

/** The input that a track is read from. */
export const inputOf = (streamIndex: number, probe: Timed, changing?: ChangingAudio): number =>
  readsTwice(probe, changing) && changing.streams.has(streamIndex) ? 1 : 0;

/**
 * Output options for a decoded track whose parameters change: where the container stores no times, each packet begins where the one before it
 * ends.
 */
export const countedTimes = (streamIndex: number, index: number, probe: Timed, changing?: ChangingAudio): string[] =>
  UNTIMED.has(probe.container) && changing?.streams.has(streamIndex)
    ? [`-bsf:a:${index}`, 'setts=ts=if(N\\,PREV_OUTPTS+PREV_OUTDURATION\\,0)']
    : [];
