import { storageKeys } from '@media/core';
import type { ClaimedTask } from '@media/database';
import type { MediaRunner } from '@media/media';
import type { ObjectStore } from '@media/storage';
import type { countUsage } from './count-usage.js';
import type { StepContext } from './step.js';

export type ContextDeps = {
  store: Pick<ObjectStore, 'putFile'>;
  media: Pick<MediaRunner, 'runFfmpeg' | 'runFfprobe'>;
};

type Current = {
  task: ClaimedTask;
  held: { signal: AbortSignal };
  usage: ReturnType<typeof countUsage>;
  progress: Pick<StepContext, 'progress'>;
};

/** What a step works with: all it starts is counted, confined to `workDir`, and ends with the claim. */
export const stepContext = (deps: ContextDeps, current: Current, workDir: string): StepContext => {
  const { task, held, usage, progress } = current;
  const { signal } = held;
  const prefix = prefixOf(task);
  return {
    task,
    signal,
    workDir,
    ffmpeg: (argv, options) => usage.counting(deps.media.runFfmpeg(argv, { ...options, workDir, signal })),
    ffprobe: (argv, options) => usage.counting(deps.media.runFfprobe(argv, { ...options, workDir, signal })),
    upload: async (name, path, contentType) => {
      const key = `${prefix}${name}`;
      // The bytes under a key never change, so whoever has them may keep them.
      const options = { contentType, cacheControl: 'private, max-age=31536000, immutable', signal };
      return { key, ...(await deps.store.putFile(key, path, options)) };
    },
    progress: progress.progress,
  };
};

/** Where a try stores what it makes; nobody reads there until rows name it. */
export const prefixOf = ({ videoId, job, id, epoch }: ClaimedTask): string =>
  storageKeys.taskPrefix(videoId, job.planHash, id, epoch);
