import type { Chunk, SourceWarning } from '@media/core';

/** What the uploader is told about the frames of a chunk that couldn't be decoded; empty if all could. */
export const lostFrameWarnings = (
  { startMs }: Pick<Chunk, 'startMs'>,
  { lostFrames }: { lostFrames: number },
): SourceWarning[] => (lostFrames > 0 ? [{ code: 'FRAMES_LOST', frames: lostFrames, afterMs: startMs }] : []);
