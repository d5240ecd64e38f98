import type { TaskId, VideoId } from './ids.js';

/** The keys of the bucket. They use only `[A-Za-z0-9/_.-]`, because some stores decode other characters twice. */
export const storageKeys = {
  /** The pinned source. Uploads write here directly: their URLs stop working on completion. */
  source: (videoId: VideoId) => `sources/${videoId}`,
  /** Everything that was made from a video. */
  mediaOf: (videoId: VideoId) => `media/${videoId}/`,
  /** The results of all attempts of one task. `source` replaces the plan hash before there is a plan. */
  taskFolder: (videoId: VideoId, planHash: string | null, taskId: TaskId) =>
    `media/${videoId}/${planHash ?? 'source'}/${taskId}/`,
  /** The folder of the task that wrote a key of `taskPrefix` or `piece`. */
  taskFolderOf: (key: string) => `${key.split('/').slice(0, 4).join('/')}/`,
  /** The results of one attempt. Each attempt has its own prefix, so readers never see a mix of old and new bytes. */
  taskPrefix: (videoId: VideoId, planHash: string | null, taskId: TaskId, epoch: number) =>
    `media/${videoId}/${planHash ?? 'source'}/${taskId}/${epoch}/`,
  /** A piece that a task publishes while it runs. It outlives the attempt, so it is outside of the attempt's prefix. */
  piece: (videoId: VideoId, planHash: string | null, taskId: TaskId, epoch: number, name: string) =>
    `media/${videoId}/${planHash ?? 'source'}/${taskId}/pieces/${epoch}/${name}`,
} as const;
