import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AppError,
  type ErrorCode,
  IMAGES,
  MAX_PICTURE_BYTES,
  POSTER_MAX_SIDE,
  posterSize,
  segmentAt,
} from '@media/core';
import { addOutputs } from '@media/database';
import { framePosterArgs, MAX_PIXELS, MAX_THREADS, memoryBudget, picturePosterArgs } from '@media/media';
import type { Step, StepContext, StepDeps } from '../run-task/step.js';

type Context = StepContext<'poster'>;

const { name, contentType } = IMAGES.poster;

/** Makes the poster that a user has chosen: the frame at a moment of the published video, or a picture that was uploaded. */
export const makePoster: Step<'poster'> = async (deps, context) => {
  const { poster } = context.task.job;
  const output = join(context.workDir, name);
  if (!poster) throw new AppError('INTERNAL', { reason: 'nothing to make a poster from', task: context.task.id });
  if (poster.kind === 'moment') await takeFrame(deps, context, poster.atMs / 1_000, output);
  else await convertPicture(deps, context, poster.key, output);
  const { key, sizeBytes } = await context.upload(name, output, contentType);
  return {
    result: {},
    publish: (tx, job) => addOutputs(tx, job, [{ kind: 'poster', name, key, sizeBytes, contentType }]),
  };
};

/** From the published video, not from the source: one segment is enough, and its times are those that the user saw. */
const takeFrame = async (deps: StepDeps, context: Context, atSeconds: number, output: string): Promise<void> => {
  const { organizationId, videoId } = context.task;
  const published = await deps.mediaRows.publishedVideo(organizationId, videoId);
  const found = published && segmentAt(published.objects, atSeconds);
  if (!found) throw new AppError('POSTER_NOT_POSSIBLE', { id: videoId });
  const { object, segment } = found;
  const read = (start: number, size: number) =>
    deps.store.getBytes(object.key, { range: { start, end: start + size - 1 }, signal: context.signal });
  const input = join(context.workDir, 'segment.mp4');
  const parts = await Promise.all([read(0, object.initSize), read(segment.offset, segment.size)]);
  await writeFile(input, parts, { mode: 0o600 });
  const withinSegment = Math.max(0, atSeconds - segment.start / object.timescale);
  const argv = framePosterArgs(input, { atSeconds: withinSegment, ...posterSize(published.size) }, output);
  await convert(context, input, argv, published.size.width * published.size.height);
};

const convertPicture = async (deps: StepDeps, context: Context, key: string, output: string): Promise<void> => {
  const { organizationId, videoId } = context.task;
  const published = await deps.mediaRows.publishedVideo(organizationId, videoId);
  const input = join(context.workDir, 'picture');
  const range = { start: 0, end: MAX_PICTURE_BYTES - 1 };
  await writeFile(input, await deps.store.getBytes(key, { range, signal: context.signal }), { mode: 0o600 });
  const size = published && posterSize(published.size);
  const argv = picturePosterArgs(input, { size, maxSide: POSTER_MAX_SIDE }, output);
  try {
    await convert(context, input, argv, MAX_PIXELS);
  } catch (error) {
    throw error instanceof AppError && NOT_A_PICTURE.includes(error.code)
      ? new AppError('PICTURE_UNREADABLE', { ...error.details, reason: error.code })
      : error;
  }
};

/** How reading a file fails that isn't a picture, or is a damaged or an enormous one. */
const NOT_A_PICTURE: readonly ErrorCode[] = [
  ...(['SOURCE_NOT_MEDIA', 'SOURCE_DAMAGED', 'SOURCE_UNSUPPORTED', 'SOURCE_TOO_LARGE_PICTURE'] as const),
  ...(['SOURCE_NO_VIDEO', 'ENCODER_OUT_OF_MEMORY', 'ENCODER_LIMIT'] as const),
];

const convert = async (context: Context, input: string, argv: string[], pixels: number): Promise<void> => {
  const memoryBytes = memoryBudget({ durationMs: 0, tracks: 1, decodes: { pixels, threads: MAX_THREADS } });
  let frames = 0;
  await context.ffmpeg(argv, {
    inputs: [input],
    limits: { memoryBytes },
    background: true,
    onProgress: (progress) => {
      frames = progress.frames;
    },
  });
  if (frames === 0) throw new AppError('SOURCE_DAMAGED', { reason: 'no frame for the poster' });
};
