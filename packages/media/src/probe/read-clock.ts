import {
  AppError,
  type ClockPacket,
  type FailureReason,
  type SourceProbe,
  type SourceWarning,
  watchClock,
  watchOutliers,
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

/** Damaged times by stream: positions of packets from the first key frame on. */
export type Outliers = ReadonlyMap<number, readonly number[]>;
export type Clock = { warnings: SourceWarning[]; outliers: Outliers };

/** Containers in which each packet has a time of its own, and ffmpeg doesn't notice wrong ones. */
const UNCHECKED = new Set(['flv', 'live_flv']);

/**
 * What the packets of a source say about its clock. Only for containers without an index, whose times can start over, because it reads the
 * whole file. `sizeBytes`: of the file.
 * @throws AppError SOURCE_UNSUPPORTED if parts of the file have the same times
 */
export const readClock = async (probe: LineProbe, input: string, source: SourceProbe): Promise<Clock> => {
  const { container, video, audios, sizeBytes, durationMs } = source;
  const joined = await joinedFlacParts(input, { container });
  if (joined.length > 0)
    return {
      warnings: [{ code: 'TIME_RESTARTS', times: joined.length - 1, afterMs: durationMs }],
      outliers: new Map(),
    };
  const clock = watchClock({ container, sizeBytes, durationMs, streamIndex: (video ?? audios[0])?.streamIndex ?? 0 });
  const filter = UNCHECKED.has(container) ? filterOutliers(clock.add) : undefined;
  await probe(clockArgs(input, source), (line) => {
    const packet = parseLine(line);
    if (packet) (filter ?? clock).add(packet);
  });
  const outliers: Outliers = filter?.finish() ?? new Map();
  if (clock.overlaps())
    throw new AppError('SOURCE_UNSUPPORTED', { reason: { code: 'TIMES_START_OVER' } satisfies FailureReason });
  const packets = [...outliers.values()].reduce((sum, { length }) => sum + length, 0);
  return { warnings: [...clock.warnings(), ...(packets > 0 ? [repaired(packets)] : [])], outliers };
};

const repaired = (packets: number): SourceWarning => ({ code: 'TIMES_REPAIRED', packets });

/** Passes on packets whose times are right. */
const filterOutliers = (pass: (packet: ClockPacket) => void) => {
  const tracks = new Map<number, ReturnType<typeof watchOutliers<ClockPacket>>>();
  return {
    add(packet: ClockPacket): void {
      const track = tracks.get(packet.streamIndex) ?? watchOutliers<ClockPacket>();
      tracks.set(packet.streamIndex, track);
      for (const right of track.add(packet)) pass(right);
    },
    finish(): Outliers {
      const end = Math.max(...[...tracks.values()].map((track) => track.end()));
      for (const track of tracks.values()) for (const right of track.finish(end)) pass(right);
      return new Map([...tracks].map(([streamIndex, track]) => [streamIndex, track.wrong()]));
    },
  };
};
