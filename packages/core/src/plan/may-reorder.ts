import type { FrameClock } from './decide-clock.js';
import type { Chunk } from './plan.js';

/**
 * Frames that an H.264 decoder may hold back to reorder them (Annex A.3.1). With no more than these players can have all of a video and
 * nothing to show, until they say that it ends: hls.js waits for a frame before it does.
 */
export const MAX_HELD_BACK_FRAMES = 16;
const MAX_GAP_SECONDS = 0.25;
/** Frames that x264 holds back to reorder: B-frames that others refer to come two after their turn. */
const DEPTH = 2;

/**
 * Whether the encoder may use B-frames. It decodes each frame at the time of the one two before it, and later by as long as the two
 * lasted that it saw first: where frames vary, that may run away from what is shown, or into the next chunk, whose frames would be lost.
 */
export const mayReorder = (frames: FrameClock, chunks: readonly Chunk[]): boolean =>
  frames.frameCount > MAX_HELD_BACK_FRAMES &&
  frames.longestGapSeconds <= MAX_GAP_SECONDS &&
  frames.clock.heldPts === undefined &&
  (frames.clock.kind !== 'variable' || chunks.every((chunk) => decodesInTime(frames, chunk)));

const decodesInTime = ({ tickAt }: FrameClock, chunk: Chunk): boolean => {
  const { firstFrame, expectedFrames, warmUpFrames = 0, endTicks = 0 } = chunk;
  const last = firstFrame + expectedFrames - 1;
  // With a warm-up, decoding of the first own frame is due when the second before it is shown.
  const before = Math.min(warmUpFrames, DEPTH);
  const delay = tickAt(Math.min(firstFrame - before + DEPTH, last)) - tickAt(firstFrame - before);
  return tickAt(Math.max(last - DEPTH, firstFrame - before)) + delay < endTicks;
};
