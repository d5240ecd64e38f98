import { type Chunk, type Clock, type PlannedFilters, planFilters, type Rendition, type VideoPlan } from '@media/core';
import { codingOf } from '../codecs/video-codings.js';
import { frameDuration } from './frame-duration.js';
import { decodingOptions, GLOBAL_GUARDS, guardedInput, IGNORE_EDITS } from './input-guards.js';
import { MAX_THREADS } from './max-threads.js';
import type { PacketClock } from './packet-clock.js';
import { renderFilters } from './render-filters.js';

/** The output file of an encoded chunk of a rendition. */
export const chunkFile = (outputDir: string, rendition: Pick<Rendition, 'name'>): string =>
  `${outputDir}/${rendition.name}.mp4`;

export type ChunkOptions = {
  /** Processors for this encode. The decoder and each encoder can use all of them. */
  threads: number;
  /** The result of `findPacketClock` for this ffmpeg. */
  packetClock: PacketClock;
};

/** Argv that decodes a range of the source once and encodes each rendition of it into a fragmented MP4. */
export const chunkArgs = (
  input: string,
  video: VideoPlan,
  chunk: Chunk,
  outputDir: string,
  options: ChunkOptions,
): string[] => [
  ...GLOBAL_GUARDS,
  ...threadArgs(options),
  // Keeps the source's own times, so that all chunks cut the same timeline.
  '-copyts',
  ...(chunk.seekSeconds === undefined ? [] : ['-ss', chunk.seekSeconds.toFixed(6)]),
  ...decodingOptions(video),
  ...(video.clock.counted?.ignoresEdits ? IGNORE_EDITS : []),
  ...guardedInput(input),
  ...['-filter_complex', filterGraph(video, chunk)],
  ...video.renditions.flatMap((rendition, index) => [
    ...renditionArgs(video, chunk, rendition, index, options),
    ...threadArgs(options),
    `file:${chunkFile(outputDir, rendition)}`,
  ]),
];

const filterGraph = (video: VideoPlan, chunk: Chunk): string => {
  const { renditions } = video;
  const { shared, sized } = planFilters(video, renditions);
  const source = [`[0:${video.streamIndex}]${clockFilters(video, chunk, shared).join(',')}`];
  const split = `split=${renditions.length}${renditions.map((_, index) => `[s${index}]`).join('')}`;
  const scales = sized.map((filters, index) => `[s${index}]${renderFilters(filters).join(',')}[v${index}]`);
  return [`${source},${split}`, ...scales].join(';');
};

/**
 * Trims the range and converts source times to output ticks. The origin is subtracted before the time base changes, so both steps are
 * exact, and a frame that is lost in decoding doesn't shift the others.
 */
const clockFilters = (
  { clock, frameRate, deinterlace }: VideoPlan,
  chunk: Chunk,
  shared: PlannedFilters['shared'],
): string[] => {
  // While frames have the times of the source, which are also those of the spans.
  const fits = renderFilters(shared.filter(({ kind }) => kind === 'fit'));
  const onFrames = renderFilters(shared.filter(({ kind }) => kind !== 'fit'));
  // Times of fields are in half ticks, which only exist after deinterlacing.
  const [onSourceFrames, onFields] = deinterlace?.perField ? [[], onFrames] : [onFrames, []];
  const times = [
    ...counted(clock),
    ...fits,
    ...onFields,
    ...(clock.kind === 'resampled' ? [] : trim(chunk)),
    toZero(clock),
  ];
  if (clock.kind !== 'resampled') return [...times, ...onSourceFrames, `settb=${clock.tick.num}/${clock.tick.den}`];
  // The last frame repeats until trim has enough frames, so that the length doesn't depend on what the container declares.
  const grid = `fps=${frameRate.num}/${frameRate.den}${chunk.index === 0 ? ':start_time=0' : ''}`;
  return [...times, ...onSourceFrames, grid, 'tpad=stop=-1:stop_mode=clone', ...trim(chunk)];
};

const counted = ({ counted: times }: Clock): string[] =>
  times ? [`setpts=${times.firstPts}+floor(N*${times.frameTicks.num}/${times.frameTicks.den}+0.5)`] : [];

const toZero = ({ originPts, heldPts }: Clock): string =>
  heldPts === undefined ? `setpts=PTS-(${originPts})` : `setpts=if(gt(PTS\\,${heldPts})\\,PTS-(${originPts})\\,0)`;

// Integer pts in the stream's time base: seconds would need an epsilon and lose a frame somewhere.
const trim = ({ startPts, endPts }: Chunk): string[] => {
  const range = [startPts !== undefined && `start_pts=${startPts}`, endPts !== undefined && `end_pts=${endPts}`].filter(
    Boolean,
  );
  return range.length > 0 ? [`trim=${range.join(':')}`] : [];
};

const threadArgs = ({ threads }: ChunkOptions): string[] => ['-threads', String(Math.min(threads, MAX_THREADS))];

const renditionArgs = (
  video: VideoPlan,
  chunk: Chunk,
  rendition: Rendition,
  index: number,
  { packetClock }: ChunkOptions,
): string[] => [
  ...['-map', `[v${index}]`, '-map_metadata', '-1', '-map_chapters', '-1', '-fps_mode', 'passthrough'],
  ...['-enc_time_base', `${video.clock.tick.num}/${video.clock.tick.den}`],
  ...['-video_track_timescale', String(timescale(video.clock))],
  ...[...codingOf(video).encoderArgs(video, rendition), ...forcedKeys(video.clock, chunk)],
  ...packetFilters(video.clock, chunk, packetClock),
  // Without both frag_discont and negative_cts_offsets, decode times restart at zero in every chunk.
  ...['-f', 'mp4', '-movflags', '+frag_keyframe+empty_moov+default_base_moof+frag_discont+negative_cts_offsets'],
  // Without it, the muxer's version string would make the init segments of two workers differ.
  ...['-fflags', '+bitexact'],
];

const packetFilters = (clock: Clock, chunk: Chunk, packetClock: PacketClock): string[] => {
  const filters = [...ownPackets(clock, chunk, packetClock), ...durations(clock, chunk, packetClock)];
  return filters.length > 0 ? ['-bsf:v', filters.join(',')] : [];
};

/**
 * Drops warm-up and lookahead packets. Both the chunk and the frames after it begin with a key frame, so no packet depends on one across a
 * boundary. Selected by time instead of count, because a damaged source can lack frames anywhere.
 */
const ownPackets = (clock: Clock, chunk: Chunk, packetClock: PacketClock): string[] => {
  const { from, to } = ticksOf(clock.tick, chunk);
  const at = (ticks: number) => ticks * packetTicks(clock, packetClock);
  const others = [chunk.warmUpFrames && `lt(pts\\,${at(from)})`, chunk.lookAheadFrames && `gte(pts\\,${at(to)})`];
  const drop = others.filter(Boolean).join('+');
  return drop ? [`noise=drop=${drop}`] : [];
};

/** Packet ticks per tick of a regular clock. */
const packetTicks = (clock: Clock, packetClock: PacketClock): number =>
  packetClock === 'own' ? 1 : (clock.tick.num * timescale(clock)) / clock.tick.den;

/** Start and end of the chunk's own frames in ticks. */
const ticksOf = (tick: Clock['tick'], { segmentStarts: [start = 0], firstFrame, expectedFrames, endTicks }: Chunk) => ({
  from: Math.round((start * tick.den) / tick.num),
  to: endTicks ?? firstFrame + expectedFrames,
});

/**
 * The muxer derives the duration of a segment's last packet from the source's declared frame rate, which Matroska rounds up to whole
 * frames per second: a frame every five seconds would last one second and leave a gap. With variable frame rates, the last packet of the
 * chunk lasts until decoding of the next chunk begins. The filter sees decode times before the muxer shifts them, so the first one
 * belongs to the first frame.
 */
const durations = (clock: Clock, { endTicks, expectedFrames }: Chunk, packetClock: PacketClock): string[] => {
  if (endTicks === undefined) return [`setts=pts=PTS:dts=DTS:duration=${packetTicks(clock, packetClock)}`];
  return [frameDuration({ index: expectedFrames - 1, ticks: `max(${endTicks}-DTS-STARTPTS+STARTDTS\\,1)` })];
};

/**
 * Absolute output times, truncated to microseconds: ffmpeg 5.1 rounds them to the nearest frame, 7.1 takes the first frame at or after
 * them. A time that is half a frame too early starts the segment one frame early in both.
 */
const forcedKeys = ({ tick }: Clock, chunk: Chunk): string[] => {
  const { segmentStarts, warmUpFrames, lookAheadFrames } = chunk;
  const starts = segmentStarts.slice(warmUpFrames ? 0 : 1).map((seconds) => (seconds * tick.den) / tick.num);
  const keys = [...starts, ...(lookAheadFrames ? [ticksOf(tick, chunk).to] : [])].map(Math.round);
  const times = keys.map((key) => (Math.floor(((key * tick.num) / tick.den) * 1e6) / 1e6).toFixed(6));
  return times.length > 0 ? ['-force_key_frames', times.join(',')] : [];
};

/** Ticks per second of the track: a whole number of ticks per frame, and fine enough that players don't round. */
export const timescale = ({ kind, tick }: Clock): number => {
  if (kind === 'variable') return tick.den;
  return tick.num === 1 ? tick.den * 512 : tick.den;
};
