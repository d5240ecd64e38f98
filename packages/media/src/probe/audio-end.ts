import { type TimeGap, watchGaps, watchOrder } from '@media/core';
import { guardedInput } from '../argv/input-guards.js';

const tailArgs = (input: string, streamIndex: number, fromSeconds: number, entries: string): string[] => [
  ...['-v', 'error', '-select_streams', String(streamIndex), '-read_intervals', `${fromSeconds.toFixed(3)}%`],
  ...['-show_entries', entries, '-of', 'csv=p=0'],
  ...guardedInput(input),
];

/** ffprobe argv for a line `pts,duration,flags` (in seconds) per packet of an audio track, from about `fromSeconds` of the source on. */
export const audioTailArgs = (input: string, streamIndex: number, fromSeconds: number): string[] =>
  tailArgs(input, streamIndex, fromSeconds, 'packet=pts_time,duration_time,flags');

/** The same for a line `pts,samples` per decoded frame, with the samples of a channel. */
export const audioFrameArgs = (input: string, streamIndex: number, fromSeconds: number): string[] =>
  tailArgs(input, streamIndex, fromSeconds, 'frame=pts_time,nb_samples');

/** In a fragmented MP4 that was cut off, the last packet seems to last until the next fragment. Times as long as any packet before it. */
const MAX_GROWTH = 10;

/** Finds the end of the last audible packet from the lines of `audioTailArgs`, in seconds of the source; undefined if there was none. */
export const collectAudioEnd = () => {
  let end: number | undefined;
  let isExact = true;
  let longest = 0;
  const order = watchOrder();
  const gaps = watchGaps();
  return {
    add: (line: string): void => {
      const [pts = '', duration = '', flags = ''] = line.split(',');
      const declared = Number.parseFloat(duration) || 0;
      const length = longest > 0 && declared > MAX_GROWTH * longest ? 0 : declared;
      longest = Math.max(longest, length);
      const seconds = Number.parseFloat(pts) + length;
      if (!Number.isFinite(seconds)) return;
      // Also counts what an edit list discards: ffmpeg marks packets of a second recording so.
      order.add(seconds);
      // D: discarded.
      if (flags[1] === 'D') return;
      gaps.add(seconds - length);
      if (end !== undefined && seconds < end) return;
      end = seconds;
      isExact = length > 0;
    },
    seconds: (): number | undefined => end,
    /** Whether that packet has a duration. Otherwise, its start is known. */
    isExact: (): boolean => isExact,
    startsOver: order.startsOver,
    gaps: (): TimeGap[] => gaps.gaps(),
  };
};
