import {
  AppError,
  type ClockPacket,
  type FailureReason,
  type SourceProbe,
  type SourceWarning,
  watchClock,
  watchOutliers,
  watchTracks,
} from '@media/core';
import { guardedSource } from '../argv/input-guards.js';
import { declaredDuration } from './declared-duration.js';
import { joinedFlacParts } from './joined-flac.js';
import type { LineProbe } from './line-probe.js';
import type { PacketPositions } from './packet-positions.js';
import { watchLate } from './watch-late.js';

/** ffprobe argv for a line `codec_type,stream_index,dts_time,duration_time,size,pos,flags` per packet, in file order. */
const clockArgs = (input: string, source: Pick<SourceProbe, 'container' | 'joinsTracks'>): string[] => [
  ...['-v', 'error', '-of', 'csv=p=0', '-show_entries'],
  'packet=codec_type,stream_index,dts_time,duration_time,size,pos,flags',
  ...guardedSource(input, source),
];

const parseLine = (line: string): (ClockPacket & { isVideo: boolean }) | undefined => {
  const [type, ...fields] = line.split(',');
  const [streamIndex, seconds, durationSeconds, sizeBytes, offset] = fields.map((field) => Number.parseFloat(field));
  if (streamIndex === undefined || Number.isNaN(streamIndex)) return undefined;
  return {
    ...{ streamIndex, isVideo: type === 'video' },
    ...(seconds !== undefined && Number.isFinite(seconds) && { seconds }),
    ...(durationSeconds !== undefined && Number.isFinite(durationSeconds) && { durationSeconds }),
    ...(sizeBytes !== undefined && Number.isFinite(sizeBytes) && { sizeBytes }),
    ...(offset !== undefined && Number.isFinite(offset) && { offset }),
    ...(fields[5]?.startsWith('K') && { isKey: true }),
  };
};

export type Clock = {
  warnings: SourceWarning[];
  /** Packets whose times are damaged. */
  outliers: PacketPositions;
  /** Packets that must be left out of a remuxed copy, because others which come after them are stored before. */
  late: PacketPositions;
  /** In MPEG-TS: how long the first part lasts, if the video moves to another track that can continue it. */
  movesAfterMs?: number;
};

/** Containers in which each packet has a time of its own, and ffmpeg doesn't notice wrong ones. */
const UNCHECKED = new Set(['flv', 'live_flv']);
/** Here it takes a wrong time for a new clock, and returns to the old one with the next packet. */
const REPAIRED = new Set(['mpegts']);

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
      ...{ outliers: new Map(), late: new Map() },
    };
  const declaredMs = await declaredDuration(input, source);
  const clock = watchClock({
    ...{ container, sizeBytes, durationMs: declaredMs ?? durationMs, isDeclared: declaredMs !== undefined },
    streamIndex: (video ?? audios[0])?.streamIndex ?? 0,
  });
  const filter = UNCHECKED.has(container) || REPAIRED.has(container) ? filterOutliers(clock.add) : undefined;
  const order = source.joinsTracks && watchLate();
  const tracks = watchTracks(video?.streamIndex ?? -1);
  await probe(clockArgs(input, source), (line) => {
    const packet = parseLine(line);
    if (!packet || order?.isLate(packet)) return;
    (filter ?? clock).add(packet);
    const { isVideo, streamIndex, seconds, offset } = packet;
    if (isVideo && seconds !== undefined && offset !== undefined) tracks.add(streamIndex, seconds, offset);
  });
  const wrong: PacketPositions = filter?.finish() ?? new Map();
  const outliers: PacketPositions = UNCHECKED.has(container) ? wrong : new Map();
  if (clock.overlaps())
    throw new AppError('SOURCE_UNSUPPORTED', { reason: { code: 'TIMES_START_OVER' } satisfies FailureReason });
  const packets = [...wrong.values()].reduce((sum, { length }) => sum + length, 0);
  const moves = canJoin(source) ? tracks.movesAfterSeconds() : undefined;
  return {
    ...{ warnings: [...clock.warnings(), ...(packets > 0 ? [repaired(packets)] : [])], outliers },
    late: order?.late() ?? new Map(),
    ...(moves !== undefined && { movesAfterMs: Math.round(1000 * moves) }),
  };
};

/** A track in another codec can't continue the video. */
const canJoin = ({ container, video, leftOutVideos = [] }: SourceProbe): boolean =>
  container === 'mpegts' && leftOutVideos.every(({ codec }) => codec === video?.codec);

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
    finish(): PacketPositions {
      const end = Math.max(...[...tracks.values()].map((track) => track.end()));
      for (const track of tracks.values()) for (const right of track.finish(end)) pass(right);
      return new Map([...tracks].map(([streamIndex, track]) => [streamIndex, track.wrong()]));
    },
  };
};
