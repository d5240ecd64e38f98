import { lifecycle } from './lifecycle.js';

/**
 * The lifecycle of a video as its owner sees it. `requeued` is a retry or reprocess. `reverted` is a canceled reprocess, which
 * keeps the previously published result.
 */
export const VIDEO_LIFECYCLE = {
  queued: { started: 'processing', failed: 'failed', cancelled: 'cancelled', reverted: 'completed' },
  processing: { completed: 'completed', failed: 'failed', cancelled: 'cancelled', reverted: 'completed' },
  completed: { requeued: 'queued' },
  failed: { requeued: 'queued' },
  cancelled: { requeued: 'queued' },
} as const satisfies Record<string, Partial<Record<string, string>>>;

export const VIDEOS = lifecycle(VIDEO_LIFECYCLE);
export type VideoStatus = keyof typeof VIDEO_LIFECYCLE;
export type VideoEvent = Parameters<typeof VIDEOS.next>[1];
