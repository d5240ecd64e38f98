import type { Clock, VideoPlan } from '@media/core';
import { timescale } from './chunk-args.js';
import { GLOBAL_GUARDS, guardedInput } from './input-guards.js';

/** H.264 never holds more pictures back than this; the muxer takes off again what decode times begin below zero by. */
const DEEPEST_REORDERING = 16;

/** Argv that moves the picture of the source, as it is, into one fragmented MP4: a fragment per group of pictures. */
export const copyArgs = (input: string, video: VideoPlan, output: string): string[] => [
  ...GLOBAL_GUARDS,
  '-copyts',
  ...guardedInput(input),
  ...['-map', `0:${video.streamIndex}`, '-map_metadata', '-1', '-map_chapters', '-1', '-c', 'copy'],
  ...['-bsf:v', video.clock.kind === 'variable' ? keepTimes(video) : toGrid(video.clock)],
  ...['-video_track_timescale', String(timescale(video.clock))],
  // As the chunks of the other renditions: see chunkArgs.
  ...['-f', 'mp4', '-movflags', '+frag_keyframe+empty_moov+default_base_moof+frag_discont+negative_cts_offsets'],
  ...['-fflags', '+bitexact', `file:${output}`],
];

/**
 * Every frame to its place on the grid, which the container may have rounded (Matroska to milliseconds). Frames are
 * decoded in the order of the file, one per tick. The filter sees times in ticks of the output.
 */
const toGrid = (clock: Clock): string => {
  const frame = clock.tick.num * (timescale(clock) / clock.tick.den);
  const origin = inTicks(clock, timescale(clock));
  return `setts=pts=round((PTS-(${origin}))/${frame})*${frame}:dts=(N-${DEEPEST_REORDERING})*${frame}:duration=${frame}`;
};

type Origin = Pick<Clock, 'originPts' | 'sourceTimeBase'>;

const inTicks = ({ originPts, sourceTimeBase: { num, den } }: Origin, scale: number): number =>
  Math.round((originPts * num * scale) / den);

/** Times as they are, counted from the first frame: rounded as the plan and the other renditions round them. */
const keepTimes = ({ clock, frameCount, chunks }: VideoPlan): string => {
  const at = (time: string) => variableTicks(clock, time);
  const last = chunks.at(-1)?.lastFrameTicks ?? 1;
  return `setts=pts=${at('PTS')}:dts=${at('DTS')}:duration=if(eq(N\\,${frameCount - 1})\\,${last}\\,DURATION)`;
};

/**
 * The filter gets times that are rounded to ticks of the output already. Where the source's ticks are coarser they can be
 * told from that without loss, and so the origin comes off before the one rounding that counts.
 */
const variableTicks = ({ originPts, sourceTimeBase, tick }: Clock, time: string): string => {
  const { num, den } = sourceTimeBase;
  const scale = tick.den;
  if (den > scale * num) return `${time}-(${inTicks({ originPts, sourceTimeBase }, scale)})`;
  const source = `floor(${time}*${den}/${num * scale}+0.5)`;
  return `floor((2*(${source}-(${originPts}))*${num * scale}+${den})/${2 * den})`;
};
