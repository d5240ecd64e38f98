import { guardedInput } from '../argv/input-guards.js';

/** ffprobe argv for one line `pts,duration,flags`, in seconds, per packet of an audio track from about `fromSeconds` of the source on. */
export const audioTailArgs = (input: string, streamIndex: number, fromSeconds: number): string[] => [
  ...['-v', 'error', '-select_streams', String(streamIndex), '-read_intervals', `${fromSeconds.toFixed(3)}%`],
  ...['-show_entries', 'packet=pts_time,duration_time,flags', '-of', 'csv=p=0'],
  ...guardedInput(input),
];

/** When the last packet of `audioTailArgs` ends that is to be heard, in seconds of the source; undefined when there was none. */
export const collectAudioEnd = () => {
  let end: number | undefined;
  return {
    add: (line: string): void => {
      const [pts = '', duration = '', flags = ''] = line.split(',');
      const seconds = Number.parseFloat(pts) + (Number.parseFloat(duration) || 0);
      // Discarded: cut off by an edit list.
      if (flags[1] === 'D' || !Number.isFinite(seconds)) return;
      end = Math.max(end ?? seconds, seconds);
    },
    seconds: (): number | undefined => end,
  };
};
