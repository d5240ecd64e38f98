import { join } from 'node:path';
import { AppError, IMAGES, type ImageKind, type Plan } from '@media/core';
import { addOutputs, type ClaimedTask } from '@media/database';
import { MAX_THREADS, posterArgs, previewArgs } from '@media/media';
import { workSource } from '../fetch/work-source.js';
import { decodingLimit } from '../memory/memory-limit.js';
import { fileSum } from '../outputs/file-sum.js';
import { imageOf, planOf } from '../run-task/plan-of.js';
import type { Step } from '../run-task/step.js';

/** Makes a poster or preview at the planned position, or from the start if the video is shorter than it claims. */
export const makeImage: Step<'images'> = async ({ sources }, context) => {
  const { task, signal } = context;
  const kind = imageOf(task);
  const { name, contentType } = IMAGES[kind];
  const output = join(context.workDir, name);
  const limits = imageLimit(task, kind);
  await using source = await sources.open(workSource(task), { signal });
  const take = async (fromStart: boolean): Promise<number> => {
    let taken = 0;
    const onProgress = ({ frames }: { frames: number }) => {
      taken = frames;
    };
    const argv = imageArgs(kind, planOf(task), { input: source.path, output, fromStart });
    await context.ffmpeg(argv, { inputs: [source.path], limits, background: true, onProgress });
    return taken;
  };
  if ((await take(false).catch(noneIfDamaged)) === 0 && (await take(true)) === 0)
    throw new AppError('SOURCE_DAMAGED', { reason: `no frame for the ${kind}` });
  const { key, sizeBytes } = await context.upload(name, output, contentType);
  const sum = await fileSum(kind, name, output);
  return {
    result: { files: [sum] },
    publish: (tx, job) => addOutputs(tx, job, [{ kind, name, key, sizeBytes, contentType }]),
  };
};

/** ffmpeg fails if it can't decode most of what it reads. The start of the video can still be intact. */
const noneIfDamaged = (error: unknown): number => {
  if (error instanceof AppError && error.code === 'SOURCE_DAMAGED') return 0;
  throw error;
};

/** A poster is decoded with any number of threads; a preview has one single-threaded decoder per moment. */
const imageLimit = (task: ClaimedTask<'images'>, kind: ImageKind) => {
  const { preview } = planOf(task);
  if (kind === 'poster' || !preview) return decodingLimit(task, { threads: MAX_THREADS });
  const encodes = { renditions: [preview], preset: 'veryfast' } as const;
  return decodingLimit(task, { threads: 1, decoders: preview.moments.length, encodes });
};

type Files = { input: string; output: string; fromStart: boolean };

const imageArgs = (kind: ImageKind, { poster, preview }: Plan, { input, output, fromStart }: Files): string[] => {
  if (kind === 'poster' && poster) return posterArgs(input, poster, output, { fromStart });
  if (kind === 'preview' && preview) return previewArgs(input, preview, output, { fromStart });
  throw new AppError('INTERNAL', { reason: 'not in the plan', kind });
};
