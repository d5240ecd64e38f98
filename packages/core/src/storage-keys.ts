import type { TaskId, UploadId, VideoId } from './ids.js';

/** Where bytes live in the bucket. Keys use only `[A-Za-z0-9/_.-]`: some stores decode others twice. */
export const storageKeys = {
  /** A single PUT lands here; on completion it is copied to the source, so that a still valid URL changes nothing. */
  upload: (uploadId: UploadId) => `uploads/${uploadId}`,
  /** The pinned source. A multipart upload writes here at once: its URLs die with its completion. */
  source: (videoId: VideoId) => `sources/${videoId}`,
  /** All that was ever made of a video. */
  mediaOf: (videoId: VideoId) => `media/${videoId}/`,
  /** What all tries of one task made. Before there is a plan, `source` stands for its hash. */
  taskFolder: (videoId: VideoId, planHash: string | null, taskId: TaskId) =>
    `media/${videoId}/${planHash ?? 'source'}/${taskId}/`,
  /** The folder of the task that made what lies under a key of `taskPrefix` or `piece`. */
  taskFolderOf: (key: string) => `${key.split('/').slice(0, 4).join('/')}/`,
  /** What one try of one task makes. Every try has its own prefix, so readers see old bytes or new, never half of each. */
  taskPrefix: (videoId: VideoId, planHash: string | null, taskId: TaskId, epoch: number) =>
    `media/${videoId}/${planHash ?? 'source'}/${taskId}/${epoch}/`,
  /** What a task publishes while it runs. It outlives the try, so it lies outside of the try's prefix. */
  piece: (videoId: VideoId, planHash: string | null, taskId: TaskId, epoch: number, name: string) =>
    `media/${videoId}/${planHash ?? 'source'}/${taskId}/pieces/${epoch}/${name}`,
} as const;
