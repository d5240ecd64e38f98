import { guardedInput } from '../argv/input-guards.js';

/** ffprobe argv for the format, streams and chapters of a file, as JSON. */
export const probeArgs = (input: string): string[] => [
  ...['-v', 'error', '-show_format', '-show_streams', '-show_chapters', '-of', 'json'],
  ...guardedInput(input),
];

/** ffprobe argv for a line `pts,duration,size,pos,flags` per packet of a stream, in file order, without decoding. */
export const packetProbeArgs = (input: string, streamIndex: number): string[] => [
  ...['-v', 'error', '-select_streams', String(streamIndex)],
  ...['-show_entries', 'packet=pts,duration,size,pos,flags', '-of', 'csv=p=0'],
  ...guardedInput(input),
];

/** ffprobe argv for a line `stream_index,pts,pts_time,duration,size,pos,flags` per packet of any stream. */
export const allPacketsArgs = (input: string): string[] => [
  ...['-v', 'error', '-show_entries', 'packet=stream_index,pts,pts_time,duration,size,pos,flags', '-of', 'csv=p=0'],
  ...guardedInput(input),
];

/** ffprobe argv for a line `video,time` per decoded frame of a stream, with its decode time in ticks if it has no other. */
export const frameCountArgs = (input: string, streamIndex: number): string[] => [
  ...[
    '-v',
    'error',
    '-select_streams',
    String(streamIndex),
    '-show_entries',
    'frame=media_type,best_effort_timestamp',
    '-of',
    'csv=p=0',
  ],
  ...guardedInput(input),
];

/** ffprobe argv for a line `video,pts` per decoded frame of the first packets of a stream. */
export const firstFramesArgs = (input: string, streamIndex: number, packets: number): string[] => [
  ...['-v', 'error', '-select_streams', String(streamIndex), '-read_intervals', `%+#${packets}`],
  ...['-show_entries', 'frame=media_type,pts', '-of', 'csv=p=0'],
  ...guardedInput(input),
];

/** ffprobe argv for the start of the first video stream in seconds, as a single line. */
export const videoStartArgs = (input: string): string[] => [
  ...['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'stream=start_time', '-of', 'csv=p=0'],
  ...guardedInput(input),
];
