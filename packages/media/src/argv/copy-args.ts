import { type Clock, type VideoPlan, videoCodecOf } from '@media/core';
import { timescale } from './chunk-args.js';
import { GLOBAL_GUARDS, guardedInput } from './input-guards.js';
import type { PacketClock } from './packet-clock.js';

/** Argv that copies the video of the source into a fragmented MP4 with a fragment per group of pictures. */
export const copyArgs = (input: string, video: VideoPlan, output: string, packetClock: PacketClock): string[] => [
  ...GLOBAL_GUARDS,
  '-copyts',
  ...guardedInput(input),
  ...['-map', `0:${video.streamIndex}`, '-map_metadata', '-1', '-map_chapters', '-1', '-c', 'copy'],
  ...['-bsf:v', `setts=${timesOf(video, packetClock)}`],
  ...['-video_track_timescale', String(timescale(video.clock))],
  // Same as in chunkArgs.
  ...['-f', 'mp4', '-movflags', '+frag_keyframe+empty_moov+default_base_moof+frag_discont+negative_cts_offsets'],
  ...['-fflags', '+bitexact', `file:${output}`],
];

/** Expressions for setts. If it sees ticks of the source, they include the time base of the output. */
const timesOf = (video: VideoPlan, packetClock: PacketClock): string => {
  const { clock } = video;
  const times = clock.kind === 'variable' ? keepTimes(video, packetClock) : toGrid(video, packetClock);
  return packetClock === 'own' ? `${times}:time_base=1/${timescale(clock)}` : times;
};

/**
 * Moves every frame to its place on the grid, because the container may have rounded its time (Matroska to milliseconds). Frames are decoded
 * in file order, one per tick.
 */
const toGrid = (video: VideoPlan, packetClock: PacketClock): string => {
  const { clock } = video;
  const frame = clock.tick.num * (timescale(clock) / clock.tick.den);
  // The muxer shifts negative decode times back to zero.
  const times = `dts=(N-${videoCodecOf(video).maxReorderFrames})*${frame}:duration=${frame}`;
  if (packetClock === 'track') {
    const origin = inTicks(clock, timescale(clock));
    return `pts=round((PTS-(${origin}))/${frame})*${frame}:${times}`;
  }
  const { originPts, tick, sourceTimeBase } = clock;
  const [up, down] = [sourceTimeBase.num * tick.den, sourceTimeBase.den * tick.num];
  return `pts=round((PTS-(${originPts}))*${up}/${down})*${frame}:${times}`;
};

type Origin = Pick<Clock, 'originPts' | 'sourceTimeBase'>;

const inTicks = ({ originPts, sourceTimeBase: { num, den } }: Origin, scale: number): number =>
  Math.round((originPts * num * scale) / den);

/** The original times relative to the first frame, rounded like those of the plan and of the other renditions. */
const keepTimes = ({ clock, frameCount, chunks }: VideoPlan, packetClock: PacketClock): string => {
  const at = (time: string) => (packetClock === 'own' ? inOutputTicks(clock, time) : variableTicks(clock, time));
  const duration = packetClock === 'own' ? inOutputTicks({ ...clock, originPts: 0 }, 'DURATION') : 'DURATION';
  const last = chunks.at(-1)?.lastFrameTicks ?? 1;
  return `pts=${at('PTS')}:dts=${at('DTS')}:duration=if(eq(N\\,${frameCount - 1})\\,${last}\\,${duration})`;
};

/**
 * The filter sees times that are already rounded to output ticks. If the ticks of the source are coarser, they can be recovered exactly, so
 * that the origin is subtracted before the only rounding that counts.
 */
const variableTicks = (clock: Clock, time: string): string => {
  const { originPts, sourceTimeBase } = clock;
  const { num, den } = sourceTimeBase;
  const scale = clock.tick.den;
  if (den > scale * num) return `${time}-(${inTicks({ originPts, sourceTimeBase }, scale)})`;
  return inOutputTicks(clock, `floor(${time}*${den}/${num * scale}+0.5)`);
};

/** Converts source ticks to output ticks relative to the origin, rounding once. */
const inOutputTicks = ({ originPts, sourceTimeBase: { num, den }, tick }: Clock, time: string): string =>
  `floor((2*(${time}-(${originPts}))*${num * tick.den}+${den})/${2 * den})`;
