import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type ErrorCode, type Rendition, type VideoPlan } from '@media/core';
import { checkCopiedChunk, copyVideo } from '@media/media';
import { workSource } from '../fetch/work-source.js';
import { streamLimit } from '../memory/memory-limit.js';
import { type PiecedTrack, type PublishedTrack, publishPieces } from '../pieces/publish-pieces.js';
import { copyOf } from '../run-task/plan-of.js';
import type { Step, StepContext, StepDeps } from '../run-task/step.js';
import { encodeInstead } from './encode-instead.js';

/**
 * Moves the source's own video, as it is, into the container that is played, and publishes it chunk by chunk while it is
 * being moved. Each chunk is checked before it is published; should one not be what was planned, all is encoded instead.
 */
export const repackageVideo: Step<'repackage'> = async (deps, context) => {
  const { task, signal, workDir } = context;
  const { video, rendition, trackIndex } = copyOf(task);
  await using source = await deps.sources.open(workSource(task), { signal });
  const copy = { input: source.path, video, rendition, trackIndex, path: join(workDir, `${rendition.name}.copy.mp4`) };
  // Sent back after it was encoded: another copy would only take the place of good pieces until it fails again.
  const before = task.result;
  const because = before?.copied === false ? before.because : undefined;
  const made = because ? { because } : await copyOrWhyNot(deps, context, copy);
  if ('publish' in made) return { result: { copied: true }, publish: made.publish };
  await rm(copy.path, { force: true });
  // Awaited here: the source is let go of when this function returns.
  return await encodeInstead(deps, context, { ...copy, because: made.because });
};

type Copy = { input: string; video: VideoPlan; rendition: Rendition; trackIndex: number; path: string };

/** What a muxer says to packets that it cannot take, and what we say to those that it took. */
const NOT_AS_PLANNED = new Set<ErrorCode>(['OUTPUT_WRONG', 'SOURCE_DAMAGED', 'ENCODER_CRASHED']);

/** The published copy, or how it differs from what was planned. */
const copyOrWhyNot = async (
  deps: StepDeps,
  context: StepContext<'repackage'>,
  copy: Copy,
): Promise<PublishedTrack | { because: object }> => {
  try {
    return await copyAndPublish(deps, context, copy);
  } catch (error) {
    if (error instanceof AppError && NOT_AS_PLANNED.has(error.code))
      return { because: { code: error.code, ...error.details } };
    throw error;
  }
};

const copyAndPublish = async (
  deps: StepDeps,
  context: StepContext<'repackage'>,
  copy: Copy,
): Promise<PublishedTrack> => {
  const { input, video } = copy;
  const { packetClock } = deps;
  const limits = streamLimit(context.task);
  const published = await publishPieces(deps, context, piecesOf(context, copy), (signal) =>
    // Its first piece is there long before that of what is encoded; the rest must not hold those up.
    copyVideo((argv) => context.ffmpeg(argv, { inputs: [input], limits, background: true, signal }), {
      ...copy,
      packetClock,
    }),
  );
  const { pieceCount } = published;
  if (pieceCount !== video.chunks.length)
    throw new AppError('OUTPUT_WRONG', { reason: 'chunks', expected: video.chunks.length, found: pieceCount });
  return published;
};

/** One piece per chunk, as the other renditions have it. */
const piecesOf = (
  { progress }: Pick<StepContext, 'progress'>,
  { video, rendition, trackIndex, path }: Copy,
): PiecedTrack => ({
  ...{ kind: 'video', trackIndex, path, name: rendition.name, contentType: 'video/mp4' },
  boundaries: video.chunks.slice(1).flatMap(({ segmentStarts }) => segmentStarts.slice(0, 1)),
  shape: ({ index, path, parsed }) => {
    progress(index / video.chunks.length);
    return checkCopiedChunk({ path, fragments: parsed, chunkIndex: index, video, rendition });
  },
});
