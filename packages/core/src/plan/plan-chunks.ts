import type { FrameClock } from './decide-clock.js';
import type { FrameTimeline } from './frame-timeline.js';
import type { Chunk } from './plan.js';
import { fractionValue } from './rates.js';

const SEGMENT_SECONDS = 4;
const MIN_CHUNK_SECONDS = 30;
const MAX_CHUNK_SECONDS = 60;
// A shorter rest is not worth a segment of its own.
const MIN_LAST_SEGMENT_SECONDS = 1;

type Layout = {
  frames: FrameClock;
  /** Index of the first frame of each segment. */
  starts: number[];
  secondsAt(frame: number): number;
  /** Seconds to decode and throw away before the frame can be shown. */
  prerollAt(frame: number): number;
};

/** Cuts the video into segments of about four seconds, and these into chunks: first one segment, then 30–60 s each. */
export const planChunks = (
  frames: FrameClock,
  timeline: FrameTimeline,
  source: { startSeconds: number; seekable: boolean },
): Chunk[] => {
  const secondsAt = (frame: number) => frames.tickAt(frame) * fractionValue(frames.clock.tick);
  const starts = segmentStarts(frames, secondsAt);
  const layout: Layout = { frames, starts, secondsAt, prerollAt: preroll(frames, timeline, secondsAt) };
  const firsts = source.seekable ? chunkStarts(layout) : [0];
  return firsts.map((first, index) =>
    chunk(layout, timeline, source.startSeconds, { index, first, end: firsts[index + 1] }),
  );
};

/** First frames at or after every multiple of four seconds, counted over the whole video so that all chunks agree. */
const segmentStarts = ({ frameCount, durationSeconds }: FrameClock, secondsAt: Layout['secondsAt']): number[] => {
  const starts: number[] = [];
  let next = 0;
  for (let frame = 0; frame < frameCount; frame += 1) {
    const seconds = secondsAt(frame);
    if (seconds < next) continue;
    starts.push(frame);
    next = (Math.floor(seconds / SEGMENT_SECONDS + 1e-9) + 1) * SEGMENT_SECONDS - 1e-9;
  }
  const last = starts.at(-1) ?? 0;
  if (starts.length > 1 && durationSeconds - secondsAt(last) < MIN_LAST_SEGMENT_SECONDS) starts.pop();
  return starts;
};

/** Positions in `starts` at which chunks begin. */
const chunkStarts = (layout: Layout): number[] => {
  const chosen = [0];
  if (layout.starts.length > 1) chosen.push(1);
  for (let next = nextChunk(layout, 1); next !== undefined; next = nextChunk(layout, next)) chosen.push(next);
  return chosen;
};

const nextChunk = ({ frames, starts, secondsAt, prerollAt }: Layout, from: number): number | undefined => {
  const begin = secondsAt(starts[from] ?? 0);
  const rest = frames.durationSeconds - begin;
  if (starts[from] === undefined || rest <= MAX_CHUNK_SECONDS) return undefined;
  const ideal = rest / Math.ceil(rest / MAX_CHUNK_SECONDS);
  // Long groups of pictures: a chunk at least as long as what must be decoded before it keeps the waste below a half,
  // where chunks of a fixed length would decode the source again and again from its only key frame.
  const least = Math.max(MIN_CHUNK_SECONDS, ideal - 8, 2 * prerollAt(starts[from]));
  const most = Math.max(least + 2 * SEGMENT_SECONDS, Math.min(MAX_CHUNK_SECONDS, ideal + 8));
  const after = starts.flatMap((frame, position) =>
    position > from && secondsAt(frame) - begin >= least
      ? [{ position, seconds: secondsAt(frame) - begin, preroll: prerollAt(frame) }]
      : [],
  );
  const near = after.filter(({ seconds }) => seconds <= most);
  const candidates = near.length > 0 ? near : after.slice(0, 1);
  const best = candidates.toSorted((a, b) => a.preroll - b.preroll || b.seconds - a.seconds)[0];
  return best?.position;
};

const preroll = ({ clock }: FrameClock, { keyPts, timeBase }: FrameTimeline, secondsAt: Layout['secondsAt']) => {
  const outputSeconds = (pts: number) => (pts - clock.originPts) * fractionValue(timeBase);
  return (frame: number): number => {
    const seconds = secondsAt(frame);
    let low = 0;
    let high = keyPts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (outputSeconds(keyPts[middle] ?? 0) <= seconds + 0.001) low = middle + 1;
      else high = middle;
    }
    const key = keyPts[low - 1];
    return key === undefined ? seconds : Math.max(0, seconds - outputSeconds(key));
  };
};

type Range = { index: number; first: number; end: number | undefined };

const chunk = (layout: Layout, timeline: FrameTimeline, startSeconds: number, { index, first, end }: Range): Chunk => {
  const { frames, secondsAt } = layout;
  const starts = layout.starts.slice(first, end);
  const firstFrame = starts[0] ?? 0;
  const endFrame = (end === undefined ? undefined : layout.starts[end]) ?? frames.frameCount;
  const isLast = endFrame === frames.frameCount;
  const endSeconds = isLast ? frames.durationSeconds : secondsAt(endFrame);
  // On the grid of a resampled video the last frame repeats until it is told to end.
  const needsEnd = !isLast || frames.clock.kind === 'resampled';
  return {
    index,
    ...(index > 0 && {
      startPts: frames.cutAt(firstFrame),
      seekSeconds: seekSeconds(frames, timeline, firstFrame, startSeconds),
    }),
    ...(needsEnd && { endPts: isLast ? frames.frameCount : frames.cutAt(endFrame) }),
    segmentStarts: starts.map((frame) => micro(secondsAt(frame))),
    segmentFrames: starts.map((frame, position) => (starts[position + 1] ?? endFrame) - frame),
    firstFrame,
    expectedFrames: endFrame - firstFrame,
    ...(frames.clock.kind === 'variable' && { lastFrameTicks: lastFrameTicks(frames, endFrame, endSeconds) }),
    startMs: Math.round(secondsAt(firstFrame) * 1000),
    durationMs: Math.round(endSeconds * 1000) - Math.round(secondsAt(firstFrame) * 1000),
  };
};

const lastFrameTicks = ({ clock, tickAt }: FrameClock, endFrame: number, endSeconds: number): number =>
  Math.max(1, Math.round(endSeconds / fractionValue(clock.tick)) - tickAt(endFrame - 1));

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
