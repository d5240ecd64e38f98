import { guardedInput } from '../argv/input-guards.js';
import type { LineProbe } from './line-probe.js';

/** ffprobe argv for a line with the number of channels per decoded frame of a stream. */
const channelsArgs = (input: string, streamIndex: number, interval?: string): string[] => [
  ...['-v', 'error', '-select_streams', String(streamIndex), '-show_entries', 'frame=channels', '-of', 'csv=p=0'],
  ...(interval === undefined ? [] : ['-read_intervals', interval]),
  ...guardedInput(input),
];

/** The largest number of channels of a track's frames. Decodes all of it, or an interval in ffprobe's syntax. */
export const mostChannels = async (
  probe: LineProbe,
  input: string,
  streamIndex: number,
  interval?: string,
): Promise<number> => {
  let most = 0;
  await probe(channelsArgs(input, streamIndex, interval), (line) => {
    most = Math.max(most, Number.parseInt(line, 10) || 0);
  });
  return most;
};
