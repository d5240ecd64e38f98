import { type Chunk, type Clock, type PlannedFilters, planFilters, type Rendition, type VideoPlan } from '@media/core';
import { codingOf } from '../codecs/video-codings.js';
import { frameDuration } from './frame-duration.js';
import { GLOBAL_GUARDS, guardedInput } from './input-guards.js';
import { MAX_THREADS } from './max-threads.js';
import type { PacketClock } from './packet-clock.js';
import { renderFilters } from './render-filters.js';

/** Where the encoded chunk of a rendition is written. */
export const chunkFile = (outputDir: string, rendition: Pick<Rendition, 'name'>): string =>
  `${outputDir}/${rendition.name}.mp4`;

export type ChunkOptions = {
  /** Processors that this encode may use: the decoder and each encoder may take all of them. */
  threads: number;
  /** What `findPacketClock` found of this ffmpeg. */
  packetClock: PacketClock;
};

/** Argv that decodes a range of the source once and encodes every rendition of it, each into one fragmented MP4. */
export const chunkArgs = (
  input: string,
  video: VideoPlan,
  chunk: Chunk,
  outputDir: string,
  options: ChunkOptions,
): string[] => [
  ...GLOBAL_GUARDS,
  ...threadArgs(options),
  // Times stay the source's own, so that every chunk cuts the same time line.
  '-copyts',
  ...(chunk.seekSeconds === undefined ? [] : ['-ss', chunk.seekSeconds.toFixed(6)]),
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
 * Cuts the range out and turns source times into output ticks. The origin is taken off before the time base changes:
 * both steps are whole numbers then, and a frame that is lost in decoding leaves the others where they belong.
 */
const clockFilters = ({ clock, frameRate }: VideoPlan, chunk: Chunk, shared: PlannedFilters['shared']): string[] => {
  const onSourceFrames = renderFilters(shared);
  if (clock.kind !== 'resampled')
    return [...trim(chunk), toZero(clock), ...onSourceFrames, `settb=${clock.tick.num}/${clock.tick.den}`];
  // The last frame is repeated until trim has its count, so that the length does not depend on the container's claims.
  const grid = `fps=${frameRate.num}/${frameRate.den}${chunk.index === 0 ? ':start_time=0' : ''}`;
  return [toZero(clock), ...onSourceFrames, grid, 'tpad=stop=-1:stop_mode=clone', ...trim(chunk)];
};

const toZero = ({ originPts, heldPts }: Clock): string =>
  heldPts === undefined ? `setpts=PTS-(${originPts})` : `setpts=if(gt(PTS\\,${heldPts})\\,PTS-(${originPts})\\,0)`;

// Whole pts in the stream's own time base: seconds would need an epsilon and lose a frame somewhere.
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
  // Without frag_discont *and* negative_cts_offsets the decode time restarts at zero in every chunk.
  ...['-f', 'mp4', '-movflags', '+frag_keyframe+empty_moov+default_base_moof+frag_discont+negative_cts_offsets'],
  // The name of the muxer's build would make the init segments of two workers differ.
  ...['-fflags', '+bitexact'],
];

const packetFilters = (clock: Clock, chunk: Chunk, packetClock: PacketClock): string[] => {
  const filters = [...ownPackets(clock, chunk, packetClock), ...durations(clock, chunk, packetClock)];
  return filters.length > 0 ? ['-bsf:v', filters.join(',')] : [];
};

/**
 * Throws away what is encoded around the chunk. Its own frames begin with a key frame, and so do those that follow: no packet needs
 * one from another side. By times, not by counting: a damaged source may lack frames anywhere.
 */
const ownPackets = (clock: Clock, chunk: Chunk, packetClock: PacketClock): string[] => {
  const { from, to } = ticksOf(clock.tick, chunk);
  const at = (ticks: number) => ticks * packetTicks(clock, packetClock);
  const others = [chunk.warmUpFrames && `lt(pts\\,${at(from)})`, chunk.lookAheadFrames && `gte(pts\\,${at(to)})`];
  const drop = others.filter(Boolean).join('+');
  return drop ? [`noise=drop=${drop}`] : [];
};

/** Packets count so many ticks for one of a clock that is regular. */
const packetTicks = (clock: Clock, packetClock: PacketClock): number =>
  packetClock === 'own' ? 1 : (clock.tick.num * timescale(clock)) / clock.tick.den;

/** Where the chunk's own frames begin and end, in ticks. */
const ticksOf = (tick: Clock['tick'], { segmentStarts: [start = 0], firstFrame, expectedFrames, endTicks }: Chunk) => ({
  from: Math.round((start * tick.den) / tick.num),
  to: endTicks ?? firstFrame + expectedFrames,
});

/**
 * How long the last packet of a segment lasts the muxer knows from the source's claimed rate, which Matroska rounds up to whole frames
 * per second: a frame every five seconds would last one, and leave a hole. Where frames vary the last one of the chunk lasts until the decoding
 * of the next chunk begins. The filter sees decode times before the muxer moves them, so that the first is that of the first frame.
 */
const durations = (clock: Clock, { endTicks, expectedFrames }: Chunk, packetClock: PacketClock): string[] => {
  if (endTicks === undefined) return [`setts=pts=PTS:dts=DTS:duration=${packetTicks(clock, packetClock)}`];
  return [frameDuration({ index: expectedFrames - 1, ticks: `max(${endTicks}-DTS-STARTPTS+STARTDTS\\,1)` })];
};

/**
 * Absolute output times, cut to microseconds: ffmpeg 5.1 rounds them to the nearest frame, 7.1 takes the first frame that is not
 * before them. Half a frame too early cuts the segment one frame early in both.
 */
const forcedKeys = ({ tick }: Clock, chunk: Chunk): string[] => {
  const { segmentStarts, warmUpFrames, lookAheadFrames } = chunk;
  const starts = segmentStarts.slice(warmUpFrames ? 0 : 1).map((seconds) => (seconds * tick.den) / tick.num);
  const keys = [...starts, ...(lookAheadFrames ? [ticksOf(tick, chunk).to] : [])].map(Math.round);
  const times = keys.map((key) => (Math.floor(((key * tick.num) / tick.den) * 1e6) / 1e6).toFixed(6));
  return times.length > 0 ? ['-force_key_frames', times.join(',')] : [];
};

/** Ticks per second of the track: a whole number per frame, and fine enough that players do not round. */
export const timescale = ({ kind, tick }: Clock): number => {
  if (kind === 'variable') return tick.den;
  return tick.num === 1 ? tick.den * 512 : tick.den;
};
