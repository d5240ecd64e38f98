import { watchOrder } from '@media/core';
import { guardedInput } from '../argv/input-guards.js';

/** ffprobe argv for a line `pts,duration,flags` (in seconds) per packet of an audio track, from about `fromSeconds` of the source on. */
export const audioTailArgs = (input: string, streamIndex: number, fromSeconds: number): string[] => [
  ...['-v', 'error', '-select_streams', String(streamIndex), '-read_intervals', `${fromSeconds.toFixed(3)}%`],
  ...['-show_entries', 'packet=pts_time,duration_time,flags', '-of', 'csv=p=0'],
  ...guardedInput(input),
];

/** Finds the end of the last audible packet from the lines of `audioTailArgs`, in seconds of the source; undefined if there was none. */
export const collectAudioEnd = () => {
  let end: number | undefined;
  const order = watchOrder();
  return {
    add: (line: string): void => {
      const [pts = '', duration = '', flags = ''] = line.split(',');
      const seconds = Number.parseFloat(pts) + (Number.parseFloat(duration) || 0);
      if (!Number.isFinite(seconds)) return;
      // Also counts what an edit list discards: ffmpeg marks packets of a second recording so.
      order.add(seconds);
      // D: discarded.
      if (flags[1] === 'D') return;
      end = Math.max(end ?? seconds, seconds);
    },
    seconds: (): number | undefined => end,
    startsOver: order.startsOver,
  };
};
