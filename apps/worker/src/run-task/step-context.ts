import { storageKeys, type TaskKind } from '@media/core';
import type { ClaimedTask } from '@media/database';
import type { MediaRunner } from '@media/media';
import type { Logger } from '@media/runtime';
import type { ObjectStore } from '@media/storage';
import type { countUsage } from './count-usage.js';
import { persist } from './persist.js';
import type { StepContext } from './step.js';

export type ContextDeps = {
  store: Pick<ObjectStore, 'putFile'>;
  media: Pick<MediaRunner, 'runFfmpeg' | 'runFfprobe'>;
};

type Current<K extends TaskKind> = {
  task: ClaimedTask<K>;
  held: { signal: AbortSignal };
  usage: ReturnType<typeof countUsage>;
  progress: Pick<StepContext, 'progress'>;
  log: Logger;
};

/** The context of a step: its processes are counted, confined to `workDir`, and end with the claim. */
export const stepContext = <K extends TaskKind>(
  deps: ContextDeps,
  current: Current<K>,
  workDir: string,
): StepContext<K> => {
  const { task, held, usage, progress, log } = current;
  const { signal } = held;
  const prefix = prefixOf(task);
  const confined = <Options extends { signal?: AbortSignal }>(options: Options) => ({
    ...options,
    workDir,
    signal: options.signal ? AbortSignal.any([signal, options.signal]) : signal,
  });
  const uploadTo: StepContext['uploadTo'] = (key, path, contentType) =>
    deps.store.putFile(key, path, { contentType, signal });
  return {
    task,
    signal,
    workDir,
    ffmpeg: (argv, options) => usage.counting(deps.media.runFfmpeg(argv, confined(options))),
    ffprobe: (argv, options) => usage.counting(deps.media.runFfprobe(argv, confined(options))),
    upload: async (name, path, contentType) => {
      const key = `${prefix}${name}`;
      return { key, ...(await uploadTo(key, path, contentType)) };
    },
    uploadTo,
    persist: (write) => persist({ signal, log }, write),
    progress: progress.progress,
  };
};

/** Key prefix of an attempt's objects. Not read until rows reference them. */
export const prefixOf = ({ videoId, job, id, epoch }: Pick<ClaimedTask, 'videoId' | 'job' | 'id' | 'epoch'>): string =>
  storageKeys.taskPrefix(videoId, job.planHash, id, epoch);
