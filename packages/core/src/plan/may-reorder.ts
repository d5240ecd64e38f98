import type { VideoCodec } from '../codecs/index.js';
import type { FrameClock } from './decide-clock.js';
import type { Chunk } from './plan.js';

const MAX_GAP_SECONDS = 0.25;

type Codec = Pick<VideoCodec, 'maxReorderFrames' | 'encoderDelayFrames'>;

/**
 * Whether the encoder may use B-frames. With no more frames than a decoder may hold back players can have all of a video and nothing to
 * show, until they say that it ends: hls.js waits for a frame before it does. And decode times lag behind by the encoder's delay, as
 * long as its first frames lasted: with variable frame rates they can run away from what is shown, or overrun the next chunk, whose
 * frames would be lost.
 */
export const mayReorder = (frames: FrameClock, chunks: readonly Chunk[], codec: Codec): boolean =>
  frames.frameCount > codec.maxReorderFrames &&
  frames.longestGapSeconds <= MAX_GAP_SECONDS &&
  frames.clock.heldPts === undefined &&
  (frames.clock.kind !== 'variable' || chunks.every((chunk) => decodesInTime(frames, chunk, codec.encoderDelayFrames)));

const decodesInTime = ({ tickAt }: FrameClock, chunk: Chunk, delayFrames: number): boolean => {
  const { firstFrame, expectedFrames, warmUpFrames = 0, endTicks = 0 } = chunk;
  const last = firstFrame + expectedFrames - 1;
  // With a warm-up, decoding of the first own frame is due when the frame is shown that comes so many before it.
  const before = Math.min(warmUpFrames, delayFrames);
  const delay = tickAt(Math.min(firstFrame - before + delayFrames, last)) - tickAt(firstFrame - before);
  return tickAt(Math.max(last - delayFrames, firstFrame - before)) + delay < endTicks;
};
