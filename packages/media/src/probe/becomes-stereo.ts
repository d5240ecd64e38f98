import { guardedInput } from '../argv/input-guards.js';
import type { LineProbe } from './line-probe.js';

const FIRST_PACKETS = '%+#20';

/** ffprobe argv for a line with the number of channels per decoded frame of a stream. */
const channelsArgs = (input: string, streamIndex: number, interval?: string): string[] => [
  ...['-v', 'error', '-select_streams', String(streamIndex), '-show_entries', 'frame=channels', '-of', 'csv=p=0'],
  ...(interval === undefined ? [] : ['-read_intervals', interval]),
  ...guardedInput(input),
];

/**
 * Whether a track begins as mono and has more channels later. Decodes it completely if it begins as mono: ffprobe can declare the channels of
 * either part. `input`: the path of the source.
 */
export const becomesStereo = async (probe: LineProbe, input: string, streamIndex: number): Promise<boolean> => {
  const mostChannels = async (interval?: string): Promise<number> => {
    let most = 0;
    await probe(channelsArgs(input, streamIndex, interval), (line) => {
      most = Math.max(most, Number.parseInt(line, 10) || 0);
    });
    return most;
  };
  return (await mostChannels(FIRST_PACKETS)) === 1 && (await mostChannels()) > 1;
};
