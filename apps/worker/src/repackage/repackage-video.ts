import { join } from 'node:path';
import {
  AppError,
  type ErrorCode,
  encodedRenditions,
  type NonStandardReason,
  type Rendition,
  type VideoPlan,
} from '@media/core';
import { checkCopiedChunk, copyVideo, decodeAllArgs } from '@media/media';
import { workSource } from '../fetch/work-source.js';
import { streamLimit } from '../memory/memory-limit.js';
import { type PiecedTrack, type PublishedTrack, publishPieces } from '../pieces/publish-pieces.js';
import { copyOf } from '../run-task/plan-of.js';
import type { Step, StepContext, StepDeps } from '../run-task/step.js';

/**
 * Remuxes the source's video into the streaming container without encoding, and publishes it chunk by chunk meanwhile. Each
 * chunk is checked before it is published; if one doesn't match the plan, the result makes further tasks encode the rendition.
 */
export const repackageVideo: Step<'repackage'> = async (deps, context) => {
  const { task, signal, workDir } = context;
  const { video, rendition, trackIndex } = copyOf(task);
  await using source = await deps.sources.open(workSource(task), { signal });
  const copy = { input: source.path, video, rendition, trackIndex, path: join(workDir, `${rendition.name}.copy.mp4`) };
  // Copying again would only replace good pieces until it fails again.
  const before = task.result;
  const because = before?.copied === false ? before.because : undefined;
  const made = because ? { because } : await tryToCopy(deps, context, copy);
  if ('publish' in made) return { result: { copied: true }, publish: made.publish };
  return { result: { copied: false, because: made.because, nonStandard: [reasonOf(made.because)] } };
};

/** What the reasons of our checks say about the file. */
const REASONS: Readonly<Record<string, NonStandardReason>> = {
  'parameter sets change': 'codecParameters',
  'key frame is not an IDR frame': 'openGop',
  'damaged source': 'damaged',
};

const reasonOf = ({ reason }: { reason?: unknown }): NonStandardReason => REASONS[String(reason)] ?? 'notCopyable';

type Copy = { input: string; video: VideoPlan; rendition: Rendition; trackIndex: number; path: string };

/** Errors of a muxer that rejects packets, and of our checks of its output. */
const NOT_AS_PLANNED = new Set<ErrorCode>(['OUTPUT_WRONG', 'SOURCE_DAMAGED', 'ENCODER_CRASHED']);

/** The published copy, or how it differs from the plan. */
const tryToCopy = async (
  deps: StepDeps,
  context: StepContext<'repackage'>,
  copy: Copy,
): Promise<PublishedTrack | { because: object }> => {
  try {
    // Other tasks found damage in what was copied.
    const wasCopied = context.task.result?.copied === true;
    if (wasCopied) await assertUndamaged(context, copy);
    const published = await copyAndPublish(deps, context, copy);
    if (!wasCopied && encodedRenditions(copy.video).length === 0) await assertUndamaged(context, copy);
    return published;
  } catch (error) {
    if (error instanceof AppError && NOT_AS_PLANNED.has(error.code))
      return { because: { code: error.code, ...error.details } };
    throw error;
  }
};

/**
 * Decodes the video, unless the tasks that encode the other renditions do: if they report damage, `package` sends this task back.
 * Decision 52. @throws AppError OUTPUT_WRONG
 */
const assertUndamaged = async (
  { ffmpeg }: StepContext<'repackage'>,
  { input, video }: Pick<Copy, 'input' | 'video'>,
): Promise<void> => {
  const { errorCount } = await ffmpeg(decodeAllArgs(input, video), { inputs: [input], background: true });
  if (errorCount > 0) throw new AppError('OUTPUT_WRONG', { reason: 'damaged source', errorCount });
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
    // The first copied piece is ready long before the first encoded one; the rest must not slow down encoding.
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

/** One piece per chunk, like the other renditions. */
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
