import { type Chunk, fractionValue, type VideoPlan } from '@media/core';
import { guardedInput } from '../argv/input-guards.js';
import type { LineProbe } from './line-probe.js';

/** Frames whose decoding reported errors. They are shown, but parts of them are missing. Times in the video of the first and the last one. */
export type DamagedFrames = { count: number; firstMs: number; lastMs: number };

type Source = { input: string; video: Pick<VideoPlan, 'streamIndex' | 'clock'> };
type Range = Pick<Chunk, 'seekSeconds' | 'startMs' | 'durationMs' | 'endPts'>;

/** Seeks land at the key frame before; with open groups, the frames around it can be broken. */
const MARGIN_SECONDS = 1;

/** ffprobe's `-read_intervals`: in seconds of the source. Empty at the ends of the video. */
const intervalOf = ({ seekSeconds, startMs, durationMs, endPts }: Range, originSeconds: number): string => {
  const from = originSeconds + startMs / 1000;
  const to = from + durationMs / 1000;
  const start = seekSeconds === undefined ? '' : (from - MARGIN_SECONDS).toFixed(3);
  return `${start}%${endPts === undefined ? '' : (to + MARGIN_SECONDS).toFixed(3)}`;
};

/**
 * ffprobe argv for a line `frame,time` per decoded frame. If the decoder logged errors while it decoded the frame, `log` follows. The loop filter
 * finds no errors and takes a sixth of the work.
 */
const damageArgs = ({ input, video: { streamIndex } }: Source, interval: string): string[] => [
  ...['-v', 'quiet', '-skip_loop_filter', 'all', '-select_streams', String(streamIndex)],
  ...['-read_intervals', interval, '-show_frames', '-show_log', '16'],
  ...['-show_entries', 'frame=best_effort_timestamp_time:log=category', '-of', 'csv'],
  ...guardedInput(input),
];

/** `DECODER` of FFmpeg's AVClassCategory. */
const ERROR = /,log,6$/;

/**
 * Decodes a chunk of the source's video again to find the frames with errors; undefined if there are none. Only worth its cost if an encoder
 * has reported errors.
 */
export const findDamagedFrames = async (
  probe: LineProbe,
  source: Source,
  chunk: Range,
): Promise<DamagedFrames | undefined> => {
  const { originPts, sourceTimeBase, counted } = source.video.clock;
  const originSeconds = originPts * fractionValue(sourceTimeBase);
  const endMs = chunk.startMs + chunk.durationMs;
  const times: number[] = [];
  await probe(damageArgs(source, counted ? '%' : intervalOf(chunk, originSeconds)), (line) => {
    if (!line.startsWith('frame,') || !ERROR.test(line)) return;
    const ms = Math.round(1000 * (Number.parseFloat(line.split(',')[1] ?? '') - originSeconds));
    // Without usable times, the chunk is the whole video.
    if (counted || Number.isNaN(ms)) times.push(chunk.startMs);
    else if (ms >= chunk.startMs && ms < endMs) times.push(ms);
  });
  if (times.length === 0) return undefined;
  const sorted = times.toSorted((one, other) => one - other);
  return { count: times.length, firstMs: sorted[0] ?? 0, lastMs: sorted.at(-1) ?? 0 };
};
