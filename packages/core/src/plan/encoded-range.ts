import type { VideoCodec } from '../codecs/index.js';
import type { FrameClock } from './decide-clock.js';
import type { FrameTimeline } from './frame-timeline.js';
import { fractionValue, toMicroseconds } from './rates.js';

type Range = {
  firstFrame: number;
  /** One past the last. */
  endFrame: number;
  /** Start time of the container, which seeks are relative to. */
  startSeconds: number;
  codec: Pick<VideoCodec, 'warmUpFrames' | 'lookAheadFrames'>;
};

/** The range to decode and encode for a chunk, including warm-up and lookahead frames. */
export const encodedRange = (frames: FrameClock, timeline: FrameTimeline, range: Range) => {
  const { firstFrame, endFrame, startSeconds, codec } = range;
  const { frameCount, clock } = frames;
  const from = Math.max(0, firstFrame - codec.warmUpFrames);
  const to = Math.min(frameCount, endFrame + codec.lookAheadFrames);
  return {
    // Cuts off the broken frames that decoders output when the key frame of leading frames is missing.
    ...((from > 0 || timeline.undecodableCount > 0) && { startPts: frames.cutAt(from) }),
    ...(from > 0 && { seekSeconds: seekSeconds(frames, timeline, from, startSeconds) }),
    // On the grid of a resampled video, the last frame repeats until the end is cut.
    ...((to < frameCount || clock.kind === 'resampled') && { endPts: to === frameCount ? to : frames.cutAt(to) }),
    ...(firstFrame > from && { warmUpFrames: firstFrame - from }),
    ...(to > endFrame && { lookAheadFrames: to - endFrame }),
  };
};

/**
 * Where to seek in the source for this frame, relative to the container's start. In MP4, seeks go by decode time: near a key frame of
 * an open GOP they land after its leading frames unless they aim well before it. A margin of 0.6 s was always enough at common frame
 * rates, and H.264 reorders by at most 16 frames.
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

/** Source time in seconds of the frame that is shown at a tick of the grid. */
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
