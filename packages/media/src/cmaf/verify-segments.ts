import { AppError, type Chunk, type Clock, type FailureReason, type Rendition } from '@media/core';
import type { ParsedCmaf } from './follow-cmaf.js';
import { startToleranceSeconds } from './start-tolerance.js';

export type Verified = {
  /** Frames that couldn't be decoded; zero unless the source is damaged. */
  lostFrames: number;
};

export type VerifyOptions = {
  /** Whether the decoder reported errors, or loses frames without any. If so, up to half of the frames can be missing, and segments can start late. */
  isDamaged?: boolean;
};

const MAX_LOST_SHARE = 0.5;

/**
 * Compares an encoded chunk with its plan: size, frame count, segment starts, and a key frame at the start of each segment. Checked for
 * every chunk, because an inaccurate seek silently loses frames.
 * Throws OUTPUT_WRONG, or SOURCE_DAMAGED if more than half of the frames couldn't be decoded.
 */
export const verifySegments = (
  chunk: Chunk,
  clock: Clock,
  rendition: Rendition,
  parsed: ParsedCmaf,
  { isDamaged = false }: VerifyOptions = {},
): Verified => {
  const { track, segments } = parsed;
  const fail = (reason: string, details: object): never => {
    throw new AppError('OUTPUT_WRONG', { reason, chunk: chunk.index, rendition: rendition.name, ...details });
  };
  if (track.width !== rendition.width || track.height !== rendition.height)
    fail('size', { width: track.width, height: track.height });
  const notSync = segments.findIndex((segment) => !segment.firstIsSync);
  if (notSync >= 0) fail('segment without key frame', { segment: notSync });
  const frames = segments.reduce((sum, segment) => sum + segment.sampleCount, 0);
  const lostFrames = chunk.expectedFrames - frames;
  if (lostFrames < 0 || (lostFrames > 0 && !isDamaged)) fail('frames', { expected: chunk.expectedFrames, frames });
  if (lostFrames > chunk.expectedFrames * MAX_LOST_SHARE)
    throw new AppError('SOURCE_DAMAGED', { reason: undecodable(chunk, frames) });
  // With missing frames, a segment begins at the next decoded frame, or is missing entirely.
  if (lostFrames > 0) return { lostFrames };
  if (segments.length !== chunk.segmentStarts.length)
    fail('segments', { expected: chunk.segmentStarts.length, segments: segments.length });
  const toleranceSeconds = startToleranceSeconds(clock);
  segments.forEach((segment, index) => {
    const start = segment.startTicks / track.timescale;
    const planned = chunk.segmentStarts[index] ?? 0;
    if (Math.abs(start - planned) > toleranceSeconds) fail('segment start', { segment: index, planned, start });
    if (segment.sampleCount !== chunk.segmentFrames[index])
      fail('segment frames', { segment: index, expected: chunk.segmentFrames[index], frames: segment.sampleCount });
  });
  return { lostFrames };
};

const undecodable = ({ startMs: afterMs, expectedFrames: expected }: Chunk, frames: number): FailureReason => ({
  ...{ code: 'VIDEO_UNDECODABLE', afterMs, frames, expected },
});
