import {
  AppError,
  type ClockPacket,
  type FailureReason,
  type SourceProbe,
  type SourceWarning,
  watchClock,
} from '@media/core';
import { guardedSource } from '../argv/input-guards.js';
import { joinedFlacParts } from './joined-flac.js';
import type { LineProbe } from './line-probe.js';

/** ffprobe argv for a line `stream_index,dts_time,duration_time,size,pos,flags` per packet, in file order. */
const clockArgs = (input: string, source: Pick<SourceProbe, 'container'>): string[] => [
  ...['-v', 'error', '-show_entries', 'packet=stream_index,dts_time,duration_time,size,pos,flags', '-of', 'csv=p=0'],
  ...guardedSource(input, source),
];

const parseLine = (line: string): ClockPacket | undefined => {
  const fields = line.split(',');
  const [streamIndex, seconds, durationSeconds, sizeBytes, offset] = fields.map((field) => Number.parseFloat(field));
  if (streamIndex === undefined || Number.isNaN(streamIndex)) return undefined;
  return {
    streamIndex,
    ...(seconds !== undefined && Number.isFinite(seconds) && { seconds }),
    ...(durationSeconds !== undefined && Number.isFinite(durationSeconds) && { durationSeconds }),
    ...(sizeBytes !== undefined && Number.isFinite(sizeBytes) && { sizeBytes }),
    ...(offset !== undefined && Number.isFinite(offset) && { offset }),
    ...(fields[5]?.startsWith('K') && { isKey: true }),
  };
};

/**
 * What the packets of a source say about its clock. Only for containers without an index, whose times can start over, because it reads the
 * whole file. `sizeBytes`: of the file.
 * @throws AppError SOURCE_UNSUPPORTED if parts of the file have the same times
 */
export const readClock = async (
  probe: LineProbe,
  input: string,
  { container, video, audios, sizeBytes, durationMs }: SourceProbe,
): Promise<SourceWarning[]> => {
  const joined = await joinedFlacParts(input, { container });
  if (joined.length > 0) return [{ code: 'TIME_RESTARTS', times: joined.length - 1, afterMs: durationMs }];
  const clock = watchClock({ container, sizeBytes, durationMs, streamIndex: (video ?? audios[0])?.streamIndex ?? 0 });
  await probe(clockArgs(input, { container }), (line) => {
    const packet = parseLine(line);
    if (packet) clock.add(packet);
  });
  if (clock.overlaps())
    throw new AppError('SOURCE_UNSUPPORTED', { reason: { code: 'TIMES_START_OVER' } satisfies FailureReason });
  return clock.warnings();
};
