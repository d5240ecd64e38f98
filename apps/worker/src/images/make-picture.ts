import { join } from 'node:path';
import { AppError, PICTURES, type PictureKind, type Plan } from '@media/core';
import { addOutputs, type ClaimedTask } from '@media/database';
import { MAX_THREADS, posterArgs, previewArgs } from '@media/media';
import { workSource } from '../fetch/work-source.js';
import { pictureLimit } from '../memory/memory-limit.js';
import { fileSum } from '../outputs/file-sum.js';
import { pictureOf, planOf } from '../run-task/plan-of.js';
import type { Step } from '../run-task/step.js';

/** Takes a picture, still or moving, from where the plan says; from the very start of a video that ends sooner than it claims. */
export const makePicture: Step<'images'> = async ({ sources }, context) => {
  const { task, signal } = context;
  const kind = pictureOf(task);
  const { name, contentType } = PICTURES[kind];
  const output = join(context.workDir, name);
  const limits = picturesLimit(task, kind);
  await using source = await sources.open(workSource(task), { signal });
  const take = async (fromStart: boolean): Promise<number> => {
    let taken = 0;
    const onProgress = ({ frames }: { frames: number }) => {
      taken = frames;
    };
    const argv = pictureArgs(kind, planOf(task), { input: source.path, output, fromStart });
    await context.ffmpeg(argv, { inputs: [source.path], limits, background: true, onProgress });
    return taken;
  };
  if ((await take(false)) === 0 && (await take(true)) === 0)
    throw new AppError('SOURCE_DAMAGED', { reason: `no picture for the ${kind}` });
  const { key, sizeBytes } = await context.upload(name, output, contentType);
  const sum = await fileSum(kind, name, output);
  return {
    result: { files: [sum] },
    publish: (tx, job) => addOutputs(tx, job, [{ kind, name, key, sizeBytes, contentType }]),
  };
};

/** A poster's decoder takes as many threads as it likes; a preview has one decoder for each moment, by one thread. */
const picturesLimit = (task: ClaimedTask<'images'>, kind: PictureKind) => {
  const { preview } = planOf(task);
  if (kind === 'poster' || !preview) return pictureLimit(task, { threads: MAX_THREADS });
  const encodes = { renditions: [preview], preset: 'veryfast' } as const;
  return pictureLimit(task, { threads: 1, decoders: preview.moments.length, encodes });
};

type Files = { input: string; output: string; fromStart: boolean };

const pictureArgs = (kind: PictureKind, { poster, preview }: Plan, { input, output, fromStart }: Files): string[] => {
  if (kind === 'poster' && poster) return posterArgs(input, poster, output, { fromStart });
  if (kind === 'preview' && preview) return previewArgs(input, preview, output, { fromStart });
  throw new AppError('INTERNAL', { reason: 'not in the plan', kind });
};
