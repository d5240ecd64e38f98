import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@media/core';
import { addOutputs } from '@media/database';
import { posterArgs } from '@media/media';
import { workSource } from '../fetch/work-source.js';
import { posterOf } from '../run-task/plan-of.js';
import type { Step } from '../run-task/step.js';
import { type FilesResult, fileSum } from '../verify/file-sum.js';

/** Takes a picture from early in the video; from its very start if it ends sooner than it claims. */
export const makePoster: Step = async ({ sources }, context) => {
  const { task, signal } = context;
  const poster = posterOf(task);
  const output = join(context.workDir, 'poster.jpg');
  await using source = await sources.open(workSource(task), { signal });
  const take = async (fromStart: boolean): Promise<number> => {
    const run = { inputs: [source.path], background: true };
    await context.ffmpeg(posterArgs(source.path, poster, output, { fromStart }), run);
    return sizeOf(output);
  };
  if ((await take(false)) === 0 && (await take(true)) === 0)
    throw new AppError('SOURCE_DAMAGED', { reason: 'no picture for the poster' });
  const { key, sizeBytes } = await context.upload('poster.jpg', output, 'image/jpeg');
  const sum = await fileSum('poster', 'poster.jpg', output);
  return {
    result: { files: [sum] } satisfies FilesResult,
    publish: (tx, job) =>
      addOutputs(tx, job, [{ kind: 'poster', name: 'poster.jpg', key, sizeBytes, contentType: 'image/jpeg' }]),
  };
};

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );
