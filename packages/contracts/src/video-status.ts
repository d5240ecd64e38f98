import { openEnum } from './open-enum.js';

export const VIDEO_STATUSES = ['queued', 'processing', 'completed', 'failed', 'cancelled'] as const;

export const VideoStatusName = openEnum(VIDEO_STATUSES, {
  id: 'VideoStatus',
  description: 'Processing status of a video.',
  meanings: {
    queued: 'waiting for a worker',
    processing: 'in progress',
    completed: 'all outputs are ready and verified',
    failed: 'processing failed; see `error`',
    cancelled: 'processing was canceled',
  },
});
