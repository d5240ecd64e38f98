import { join } from 'node:path';
import { AppError, type ErrorCode, type Rendition, type VideoPlan } from '@media/core';
import { copyAndCheck, groupFragments, segmentStartsOf } from '@media/media';
import { workSource } from '../fetch/work-source.js';
import { type PiecedTrack, publishPieces } from '../pieces/publish-pieces.js';
import { copyOf } from '../run-task/plan-of.js';
import type { Step, StepContext } from '../run-task/step.js';
import { encodeInstead } from './encode-instead.js';

/** The rest is storing it. */
const COPY_SHARE = 0.3;

/**
 * Moves the source's own picture, as it is, into the container that is played, and publishes it chunk by chunk. All of it is
 * checked before any is published: should it not be what was planned, it is encoded here instead.
 */
export const repackagePicture: Step = async (deps, context) => {
  const { task, signal, workDir } = context;
  const { video, rendition, trackIndex } = copyOf(task);
  await using source = await deps.sources.open(workSource(task), { signal });
  const path = join(workDir, `${rendition.name}.copy.mp4`);
  const because = await copyOrWhyNot(context, { input: source.path, video, rendition, path });
  if (because)
    // Awaited here: the source is let go of when this function returns.
    return await encodeInstead(deps, context, { input: source.path, video, rendition, trackIndex, because });

  const pieced = piecesOf(video, { trackIndex, path, name: rendition.name }, context);
  const { publish } = await publishPieces(deps, context, pieced, async () => undefined);
  return { result: { copied: true }, publish };
};

type Copy = { input: string; video: VideoPlan; rendition: Rendition; path: string };

/** What a muxer says to packets that it cannot take, and what we say to those that it took. */
const NOT_AS_PLANNED = new Set<ErrorCode>(['OUTPUT_WRONG', 'SOURCE_DAMAGED', 'ENCODER_CRASHED']);

/** Undefined when the copy is what was planned, else how it differs. */
const copyOrWhyNot = async (context: StepContext, copy: Copy): Promise<object | undefined> => {
  const run = (argv: string[]) =>
    context.ffmpeg(argv, {
      inputs: [copy.input],
      onProgress: ({ frames }) => context.progress((COPY_SHARE * frames) / copy.video.frameCount),
    });
  try {
    await copyAndCheck(run, copy);
    return undefined;
  } catch (error) {
    if (error instanceof AppError && NOT_AS_PLANNED.has(error.code)) return { code: error.code, ...error.details };
    throw error;
  }
};

/** One piece per chunk, as the other renditions have it. */
const piecesOf = (
  { chunks }: VideoPlan,
  place: { trackIndex: number; path: string; name: string },
  { progress }: Pick<StepContext, 'progress'>,
): PiecedTrack => {
  const starts = segmentStartsOf({ chunks });
  return {
    ...place,
    ...{ kind: 'video', contentType: 'video/mp4' },
    boundaries: chunks.slice(1).flatMap(({ segmentStarts }) => segmentStarts.slice(0, 1)),
    shape: (piece, index) => {
      progress(COPY_SHARE + ((1 - COPY_SHARE) * index) / chunks.length);
      return groupFragments(piece, starts);
    },
  };
};
