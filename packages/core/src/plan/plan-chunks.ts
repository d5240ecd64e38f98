import type { VideoCodec } from '../codecs/index.js';
import { type ChunkLayout, chunkStarts } from './chunk-starts.js';
import type { FrameClock } from './decide-clock.js';
import { encodedRange } from './encoded-range.js';
import type { FrameTimeline } from './frame-timeline.js';
import type { Chunk } from './plan.js';
import { fractionValue, MATROSKA_TICK_SECONDS, toMicroseconds } from './rates.js';
import { MIN_SEGMENT_SECONDS, SEGMENT_SECONDS } from './segment-lengths.js';

const MAX_CHUNK_SECONDS = 60;

export type ChunkOptions = {
  /** Start time of the container, which seeks are relative to. */
  startSeconds: number;
  /** Whether seeks are accurate. */
  seekable: boolean;
  /** Chunks that the workers can encode in parallel. */
  encodeSlots: number;
  /** Whether segments can only begin at key frames of the source, because one rendition is a copy. */
  atKeys: boolean;
  maxChunkSeconds?: number | undefined;
  codec: Pick<VideoCodec, 'warmUpFrames' | 'lookAheadFrames'>;
};

/**
 * Splits the video into segments of about four seconds, and groups these into chunks: first a single segment, then a few, then 60 s each.
 * Chunks get as short as 30 s if slots would otherwise stay empty: throughout a short video, or at the end of a long one.
 */
export const planChunks = (
  frames: FrameClock,
  timeline: FrameTimeline,
  { startSeconds, seekable, encodeSlots, atKeys, codec, maxChunkSeconds = MAX_CHUNK_SECONDS }: ChunkOptions,
): Chunk[] => {
  const secondsAt = (frame: number) => frames.tickAt(frame) * fractionValue(frames.clock.tick);
  const starts = segmentStarts(frames, secondsAt, atKeys ? keyFrames(frames, timeline) : undefined);
  const prerollAt = preroll(frames, timeline, secondsAt);
  const { durationSeconds } = frames;
  const firsts = seekable
    ? chunkStarts({ encodeSlots, maxChunkSeconds, durationSeconds, starts, secondsAt, prerollAt })
    : [0];
  const cut: Cut = { frames, timeline, codec, startSeconds, starts, secondsAt };
  return firsts.map((first, index) => chunk(cut, { index, first, end: firsts[index + 1] }));
};

type SecondsAt = ChunkLayout['secondsAt'];

/** Indexes of the frames where decoding of the source can start. */
const keyFrames = ({ frameCount, cutAt }: FrameClock, { keyPts }: FrameTimeline): ReadonlySet<number> => {
  const keys = new Set(keyPts);
  return new Set(Array.from({ length: frameCount }, (_, frame) => frame).filter((frame) => keys.has(cutAt(frame))));
};

/**
 * The first (allowed) frame at or after each multiple of four seconds of the whole video, so that all chunks agree. With sparse frames,
 * that frame can come just before the next multiple, which is then skipped.
 */
const segmentStarts = (
  { frameCount, durationSeconds }: FrameClock,
  secondsAt: SecondsAt,
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

const preroll = ({ clock }: FrameClock, { keyPts, timeBase }: FrameTimeline, secondsAt: SecondsAt) => {
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

type Cut = Pick<ChunkLayout, 'starts' | 'secondsAt'> &
  Pick<ChunkOptions, 'startSeconds' | 'codec'> & { frames: FrameClock; timeline: FrameTimeline };
/** Positions of the first segments of a chunk and of the next one, among all segments. */
type SegmentRange = { index: number; first: number; end: number | undefined };

const chunk = (cut: Cut, { index, first, end }: SegmentRange): Chunk => {
  const { frames, timeline, codec, startSeconds, secondsAt } = cut;
  const starts = cut.starts.slice(first, end);
  const firstFrame = starts[0] ?? 0;
  const endFrame = (end === undefined ? undefined : cut.starts[end]) ?? frames.frameCount;
  const isLast = endFrame === frames.frameCount;
  const endSeconds = isLast ? frames.durationSeconds : secondsAt(endFrame);
  return {
    index,
    ...encodedRange(frames, timeline, { firstFrame, endFrame, startSeconds, codec }),
    segmentStarts: starts.map((frame) => toMicroseconds(secondsAt(frame))),
    segmentFrames: starts.map((frame, position) => (starts[position + 1] ?? endFrame) - frame),
    firstFrame,
    expectedFrames: endFrame - firstFrame,
    ...(frames.clock.kind === 'variable' && endOf(frames, endFrame, endSeconds)),
    startMs: Math.round(secondsAt(firstFrame) * 1000),
    durationMs: Math.round(endSeconds * 1000) - Math.round(secondsAt(firstFrame) * 1000),
  };
};

const endOf = ({ clock, tickAt }: FrameClock, endFrame: number, endSeconds: number) => {
  const lastTick = tickAt(endFrame - 1);
  const endTicks = Math.max(lastTick + 1, Math.round(endSeconds / fractionValue(clock.tick)));
  return { lastFrameTicks: endTicks - lastTick, endTicks };
};
