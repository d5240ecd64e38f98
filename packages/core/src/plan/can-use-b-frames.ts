import type { VideoCodec } from '../codecs/index.js';
import type { FrameClock } from './decide-clock.js';
import type { Chunk } from './plan.js';

const MAX_GAP_SECONDS = 0.25;

type Codec = Pick<VideoCodec, 'maxReorderFrames' | 'encoderDelayFrames'>;

/**
 * Whether the encoder can use B-frames. It can't in two cases:
 * - A decoder could hold back all frames of the video. hls.js waits for a frame before it signals the end of the stream, and the
 *   decoder waits for that signal.
 * - Decode times could drift. They lag by the encoder's delay, so with variable frame rates they can drift from the presentation
 *   times, or overrun the next chunk, whose frames would be lost.
 */
export const canUseBFrames = (frames: FrameClock, chunks: readonly Chunk[], codec: Codec): boolean =>
  frames.frameCount > codec.maxReorderFrames &&
  frames.longestGapSeconds <= MAX_GAP_SECONDS &&
  frames.clock.heldPts === undefined &&
  (frames.clock.kind !== 'variable' || chunks.every((chunk) => decodesInTime(frames, chunk, codec.encoderDelayFrames)));

const decodesInTime = ({ tickAt }: FrameClock, chunk: Chunk, delayFrames: number): boolean => {
  const { firstFrame, expectedFrames, warmUpFrames = 0, endTicks = 0 } = chunk;
  const last = firstFrame + expectedFrames - 1;
  // With warm-up frames, the first frame of the chunk is decoded when the frame `before` frames earlier is shown.
  const before = Math.min(warmUpFrames, delayFrames);
  const delay = tickAt(Math.min(firstFrame - before + delayFrames, last)) - tickAt(firstFrame - before);
  return tickAt(Math.max(last - delayFrames, firstFrame - before)) + delay < endTicks;
};
