import type { VideoCodec } from '../codecs/index.js';
import type { FrameClock } from './decide-clock.js';
import type { FrameTimeline } from './frame-timeline.js';
import type { Chunk } from './plan.js';
import { fractionValue, MATROSKA_TICK_SECONDS } from './rates.js';
import { MIN_SEGMENT_SECONDS, SEGMENT_SECONDS } from './segment-lengths.js';

// The second chunk is short, too: it keeps a player going until the first long one is there.
const SECOND_CHUNK_SECONDS = { least: 8, ideal: 12, most: 16 };
const MIN_CHUNK_SECONDS = 30;
const MAX_CHUNK_SECONDS = 60;
/** What a second costs that is only decoded, of one that is encoded, too. */
const DECODING_SHARE = 0.14;
/** What a second costs by which a chunk differs from the others, of one that is encoded: most are made up for by the chunks that follow. */
const UNEVENNESS_SHARE = 0.1;

export type ChunkOptions = {
  /** Where the container's times begin: what a seek counts from. */
  startSeconds: number;
  /** Whether a seek lands where it was asked to. */
  seekable: boolean;
  /** Chunks that the workers could encode at the same time. */
  encodeSlots: number;
  /** Whether segments begin at key frames of the source alone, because one rendition is a copy of it. */
  atKeys: boolean;
  maxChunkSeconds?: number | undefined;
  /** Frames to encode around those of a chunk: the encoder spends bits by what it has seen and by what it sees coming. */
  codec: Pick<VideoCodec, 'warmUpFrames' | 'lookAheadFrames'>;
};

type Layout = Pick<ChunkOptions, 'codec'> & {
  frames: FrameClock;
  encodeSlots: number;
  maxChunkSeconds: number;
  /** Index of the first frame of each segment. */
  starts: number[];
  secondsAt(frame: number): number;
  /** Seconds to decode and throw away before the frame can be shown. */
  prerollAt(frame: number): number;
};

/**
 * Cuts the video into segments of about four seconds, and these into chunks: first one segment, then a few, then 60 s
 * each, or down to 30 s where slots would stay empty otherwise: of a short video all along, of a long one at its end.
 */
export const planChunks = (
  frames: FrameClock,
  timeline: FrameTimeline,
  { startSeconds, seekable, encodeSlots, atKeys, codec, maxChunkSeconds = MAX_CHUNK_SECONDS }: ChunkOptions,
): Chunk[] => {
  const secondsAt = (frame: number) => frames.tickAt(frame) * fractionValue(frames.clock.tick);
  const starts = segmentStarts(frames, secondsAt, atKeys ? keyFrames(frames, timeline) : undefined);
  const prerollAt = preroll(frames, timeline, secondsAt);
  const layout: Layout = { frames, codec, encodeSlots, maxChunkSeconds, starts, secondsAt, prerollAt };
  const firsts = seekable ? chunkStarts(layout) : [0];
  return firsts.map((first, index) => chunk(layout, timeline, startSeconds, { index, first, end: firsts[index + 1] }));
};

/** Indexes of the frames at which decoding of the source may begin. */
const keyFrames = ({ frameCount, cutAt }: FrameClock, { keyPts }: FrameTimeline): ReadonlySet<number> => {
  const keys = new Set(keyPts);
  return new Set(Array.from({ length: frameCount }, (_, frame) => frame).filter((frame) => keys.has(cutAt(frame))));
};

/**
 * First (allowed) frames at or after every multiple of four seconds, counted over the whole video so that all chunks agree. Where frames
 * are rare the first one may come just before the next multiple: that one is passed over.
 */
const segmentStarts = (
  { frameCount, durationSeconds }: FrameClock,
  secondsAt: Layout['secondsAt'],
  allowed?: ReadonlySet<number>,
): number[] => {
  const starts: number[] = [];
  let next = 0;
  for (let frame = 0; frame < frameCount; frame += 1) {
    const seconds = secondsAt(frame);
    if (seconds < next || (allowed && !allowed.has(frame))) continue;
    starts.push(frame);
    const multiple = (Math.floor(seconds / SEGMENT_SECONDS + 1e-9) + 1) * SEGMENT_SECONDS;
    next = Math.max(multiple, seconds + MIN_SEGMENT_SECONDS) - 1e-9;
  }
  const last = starts.at(-1) ?? 0;
  if (starts.length > 1 && durationSeconds - secondsAt(last) < MIN_SEGMENT_SECONDS) starts.pop();
  return starts;
};

/** Positions in `starts` at which chunks begin. */
const chunkStarts = (layout: Layout): number[] => {
  const chosen = [0];
  if (layout.starts.length > 1) chosen.push(1);
  const third = layout.starts.length > 1 ? endOfSecond(layout) : undefined;
  if (third !== undefined) chosen.push(third);
  let from = chosen.at(-1) ?? 0;
  for (let count = evenCount(layout, from); ; ) {
    const next = nextChunk(layout, from, count);
    if (next === undefined) return chosen;
    chosen.push(next);
    from = next;
    count = Math.max(count - 1, leastCount(layout, from));
  }
};

const restAt = ({ frames, starts, secondsAt }: Layout, from: number): number =>
  frames.durationSeconds - secondsAt(starts[from] ?? 0);

/** The second chunk is a short one where at least a whole one follows. */
const endOfSecond = (layout: Layout): number | undefined =>
  restAt(layout, 1) > layout.maxChunkSeconds ? cutWithin(layout, 1, SECOND_CHUNK_SECONDS) : undefined;

/** Chunks that the rest must become: none is too long, and no slot idles that a chunk of fair length could fill. */
const leastCount = (layout: Layout, from: number): number => {
  const rest = restAt(layout, from);
  const busy = Math.min(layout.encodeSlots, Math.floor(rest / MIN_CHUNK_SECONDS));
  return Math.max(Math.ceil(rest / layout.maxChunkSeconds), busy);
};

/** As many for one slot as for another, where they do not get too short by that: three chunks for two would leave one of them idle for a third of the time. */
const evenCount = (layout: Layout, from: number): number => {
  const count = leastCount(layout, from);
  const even = Math.ceil(count / layout.encodeSlots) * layout.encodeSlots;
  return restAt(layout, from) / even >= MIN_CHUNK_SECONDS ? even : count;
};

const nextChunk = (layout: Layout, from: number, count: number): number | undefined => {
  const { maxChunkSeconds } = layout;
  if (layout.starts[from] === undefined || count <= 1) return undefined;
  const ideal = restAt(layout, from) / count;
  return cutWithin(layout, from, {
    least: Math.max(Math.min(MIN_CHUNK_SECONDS, maxChunkSeconds) - SEGMENT_SECONDS, ideal - 8),
    ideal,
    most: Math.min(maxChunkSeconds, ideal + 8),
  });
};

type Length = { least: number; ideal: number; most: number };

/**
 * Where a chunk that begins at `from` best ends: nothing is decoded twice from a key frame on, but where several encode, the one with the
 * longest chunks should not keep the others waiting either.
 */
const cutWithin = (layout: Layout, from: number, { least, ideal, most }: Length): number | undefined => {
  const { starts, secondsAt, prerollAt } = layout;
  const begin = secondsAt(starts[from] ?? 0);
  // Long groups of pictures: a chunk at least as long as what must be decoded before it keeps the waste below a half,
  // where chunks of a fixed length would decode the source again and again from its only key frame.
  const atLeast = Math.max(least, 2 * prerollAt(starts[from] ?? 0));
  const atMost = Math.max(atLeast + 2 * SEGMENT_SECONDS, most);
  const after = starts.flatMap((frame, position) =>
    position > from && secondsAt(frame) - begin >= atLeast
      ? [{ position, seconds: secondsAt(frame) - begin, preroll: prerollAt(frame) }]
      : [],
  );
  const near = after.filter(({ seconds }) => seconds <= atMost);
  const candidates = near.length > 0 ? near : after.slice(0, 1);
  const cost = ({ seconds, preroll }: (typeof candidates)[number]): number =>
    preroll * DECODING_SHARE + Math.abs(seconds - ideal) * (layout.encodeSlots > 1 ? UNEVENNESS_SHARE : 1e-6);
  return candidates.toSorted((a, b) => cost(a) - cost(b))[0]?.position;
};

const preroll = ({ clock }: FrameClock, { keyPts, timeBase }: FrameTimeline, secondsAt: Layout['secondsAt']) => {
  const outputSeconds = (pts: number) => (pts - clock.originPts) * fractionValue(timeBase);
  return (frame: number): number => {
    const seconds = secondsAt(frame);
    let low = 0;
    let high = keyPts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (outputSeconds(keyPts[middle] ?? 0) <= seconds + MATROSKA_TICK_SECONDS) low = middle + 1;
      else high = middle;
    }
    const key = keyPts[low - 1];
    return key === undefined ? seconds : Math.max(0, seconds - outputSeconds(key));
  };
};

type Place = { index: number; first: number; end: number | undefined };

const chunk = (layout: Layout, timeline: FrameTimeline, startSeconds: number, { index, first, end }: Place): Chunk => {
  const { frames, codec, secondsAt } = layout;
  const starts = layout.starts.slice(first, end);
  const firstFrame = starts[0] ?? 0;
  const endFrame = (end === undefined ? undefined : layout.starts[end]) ?? frames.frameCount;
  const isLast = endFrame === frames.frameCount;
  const endSeconds = isLast ? frames.durationSeconds : secondsAt(endFrame);
  return {
    index,
    ...encodedRange(frames, timeline, { firstFrame, endFrame, startSeconds, codec }),
    segmentStarts: starts.map((frame) => micro(secondsAt(frame))),
    segmentFrames: starts.map((frame, position) => (starts[position + 1] ?? endFrame) - frame),
    firstFrame,
    expectedFrames: endFrame - firstFrame,
    ...(frames.clock.kind === 'variable' && endOf(frames, endFrame, endSeconds)),
    startMs: Math.round(secondsAt(firstFrame) * 1000),
    durationMs: Math.round(endSeconds * 1000) - Math.round(secondsAt(firstFrame) * 1000),
  };
};

type Range = Pick<ChunkOptions, 'startSeconds' | 'codec'> & { firstFrame: number; endFrame: number };

/** What is decoded and encoded for the frames of a chunk, and how much of that is not its own. */
const encodedRange = (frames: FrameClock, timeline: FrameTimeline, range: Range) => {
  const { firstFrame, endFrame, startSeconds, codec } = range;
  const { frameCount, clock } = frames;
  const from = Math.max(0, firstFrame - codec.warmUpFrames);
  const to = Math.min(frameCount, endFrame + codec.lookAheadFrames);
  return {
    // What a decoder makes of the first frames without their key frame is not to be seen.
    ...((from > 0 || timeline.undecodableCount > 0) && { startPts: frames.cutAt(from) }),
    ...(from > 0 && { seekSeconds: seekSeconds(frames, timeline, from, startSeconds) }),
    // On the grid of a resampled video the last frame repeats until it is told to end.
    ...((to < frameCount || clock.kind === 'resampled') && { endPts: to === frameCount ? to : frames.cutAt(to) }),
    ...(firstFrame > from && { warmUpFrames: firstFrame - from }),
    ...(to > endFrame && { lookAheadFrames: to - endFrame }),
  };
};

const endOf = ({ clock, tickAt }: FrameClock, endFrame: number, endSeconds: number) => {
  const lastTick = tickAt(endFrame - 1);
  const endTicks = Math.max(lastTick + 1, Math.round(endSeconds / fractionValue(clock.tick)));
  return { lastFrameTicks: endTicks - lastTick, endTicks };
};

/**
 * Where to open the source for this frame, relative to the container's start. In MP4 a seek goes by decode time: near a
 * key frame of an open group it lands after the frames that lead it, unless it aims well before (0.6 s was never too little
 * at usual rates; sixteen frames is the deepest reordering H.264 allows).
 */
const seekSeconds = (
  frames: FrameClock,
  { pts, timeBase }: FrameTimeline,
  frame: number,
  startSeconds: number,
): number => {
  const margin = Math.max(0.6, 17 / fractionValue(frames.frameRate));
  const first = (pts[0] ?? 0) * fractionValue(timeBase);
  const wanted =
    frames.clock.kind === 'resampled'
      ? shownAt(frames, pts, timeBase, frame)
      : frames.cutAt(frame) * fractionValue(timeBase);
  return micro(Math.max(0, Math.max(first, wanted) - startSeconds - margin));
};

/** Source time in seconds of the frame that is on the screen at a tick of the grid. */
const shownAt = (
  { clock }: FrameClock,
  pts: Float64Array,
  timeBase: FrameTimeline['timeBase'],
  frame: number,
): number => {
  const wanted = clock.originPts + (frame * fractionValue(clock.tick)) / fractionValue(timeBase);
  const index = pts.findLastIndex((value) => value <= wanted);
  return (pts[Math.max(0, index)] ?? 0) * fractionValue(timeBase);
};

const micro = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;
