import { type Chunk, fractionValue, type VideoPlan } from '@media/core';
import { guardedInput } from '../argv/input-guards.js';
import type { LineProbe } from './line-probe.js';

/** Times in the video, in order. */
type FrameTimes = {
  /** Frames whose decoding reported errors. They are shown, but parts of them are missing. */
  damagedMs: number[];
  /** Frames of which nothing could be decoded. Empty if the file doesn't say when frames are shown. */
  missingMs: number[];
};

/** `last`: of the last packet in the file, of which a file that was cut off contains only a part. The others are without it. */
export type DamagedFrames = FrameTimes & { last: FrameTimes };

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
 * ffprobe argv for a line `packet,time,flags` per packet, and a line `frame,time` per decoded frame, after the packet that completed it. If the
 * decoder logged errors while it decoded the frame, `log` follows. The loop filter finds no errors and takes a sixth of the work.
 */
const damageArgs = ({ input, video: { streamIndex } }: Source, interval: string): string[] => [
  ...['-v', 'quiet', '-skip_loop_filter', 'all', '-select_streams', String(streamIndex)],
  ...['-read_intervals', interval, '-show_packets', '-show_frames', '-show_log', '16'],
  ...['-show_entries', 'packet=pts_time,flags:frame=best_effort_timestamp_time:log=category', '-of', 'csv'],
  ...guardedInput(input),
];

/** `DECODER` of FFmpeg's AVClassCategory. */
const ERROR = /,log,6$/;

/** Decodes a chunk of the source's video again to find the frames with errors. Only worth its cost if an encoder has reported errors. */
export const findDamagedFrames = async (probe: LineProbe, source: Source, chunk: Range): Promise<DamagedFrames> => {
  const { originPts, sourceTimeBase, counted } = source.video.clock;
  const originSeconds = originPts * fractionValue(sourceTimeBase);
  const frames = collectFrames((time) => {
    const ms = Math.round(1000 * (Number.parseFloat(time) - originSeconds));
    // Without usable times, the chunk is the whole video.
    if (counted || Number.isNaN(ms)) return chunk.startMs;
    return ms >= chunk.startMs && ms < chunk.startMs + chunk.durationMs ? ms : undefined;
  });
  await probe(damageArgs(source, counted ? '%' : intervalOf(chunk, originSeconds)), frames.add);
  const { damaged, missing, packets } = frames.found();
  const isLast = ({ packet }: { packet: number }): boolean => chunk.endPts === undefined && packet === packets;
  const timesOf = (isWanted: (found: Found) => boolean): FrameTimes => ({
    damagedMs: sortedTimes(damaged.filter(isWanted)),
    missingMs: counted ? [] : sortedTimes(missing.filter(isWanted)),
  });
  return { ...timesOf((found) => !isLast(found)), last: timesOf(isLast) };
};

/** `packet`: the number of the last packet that had been read. */
type Found = { packet: number; ms: number };

const sortedTimes = (found: readonly Found[]): number[] =>
  found.map(({ ms }) => ms).toSorted((one, other) => one - other);

/** `msOf`: undefined for times outside the chunk. */
const collectFrames = (msOf: (time: string) => number | undefined) => {
  const damaged: Found[] = [];
  const pending = new Map<string, Found>();
  let packets = 0;
  return {
    add: (line: string): void => {
      const [kind, time = '', flags = ''] = line.split(',');
      if (kind === 'packet') packets += 1;
      else if (kind === 'frame') pending.delete(time);
      else return;
      const ms = msOf(time);
      if (ms === undefined) return;
      // D: discarded by an edit list.
      if (kind === 'packet' && flags[1] !== 'D') pending.set(time, { packet: packets, ms });
      if (kind === 'frame' && ERROR.test(line)) damaged.push({ packet: packets, ms });
    },
    found: () => ({ damaged, missing: [...pending.values()], packets }),
  };
};
