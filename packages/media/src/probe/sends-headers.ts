import { guardedInput } from '../argv/input-guards.js';
import type { LineProbe } from './line-probe.js';

/** What FFmpeg attaches to the first packet after a new codec header, or after a change of a tag's rate or channels. */
const NEW_HEADER = /New Extradata|Param Change/;

/** ffprobe argv for a line per kind of side data of every packet of a stream. */
const sideDataArgs = (input: string, streamIndex: number): string[] => [
  ...['-v', 'error', '-select_streams', String(streamIndex)],
  ...['-show_entries', 'packet_side_data=side_data_type', '-of', 'csv=p=0'],
  ...guardedInput(input),
];

/** Whether a track has another codec header in the middle, even an identical one. `input`: the path of the source. */
export const sendsHeaders = async (probe: LineProbe, input: string, streamIndex: number): Promise<boolean> => {
  let found = false;
  await probe(sideDataArgs(input, streamIndex), (line) => {
    if (NEW_HEADER.test(line)) found = true;
  });
  return found;
};
