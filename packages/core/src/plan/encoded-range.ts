import type { VideoCodec } from '../codecs/index.js';
import type { FrameClock } from './decide-clock.js';
import type { FrameTimeline } from './frame-timeline.js';
import { fractionValue, toMicroseconds } from './rates.js';

type Range = {
  firstFrame: number;
  /** One past the last. */
  endFrame: number;
  /** Where the container's times begin: what a seek counts from. */
  startSeconds: number;
  codec: Pick<VideoCodec, 'warmUpFrames' | 'lookAheadFrames'>;
};

/** What is decoded and encoded for the frames of a chunk, and how much of that is not its own. */
export const encodedRange = (frames: FrameClock, timeline: FrameTimeline, range: Range) => {
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
  return toMicroseconds(Math.max(0, Math.max(first, wanted) - startSeconds - margin));
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
