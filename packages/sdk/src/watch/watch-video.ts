import type { VideoMessage } from '@media/contracts';
import type { Send } from '../session/session.js';
import { followStream } from './follow-stream.js';

export type WatchOptions = {
  signal?: AbortSignal;
  /** Start after this message. */
  lastEventId?: string;
};

const TERMINAL: ReadonlySet<VideoMessage['status']> = new Set(['completed', 'failed', 'cancelled']);

/**
 * Follows a video: first a snapshot, then changes, until it is completed, failed or canceled. Reconnects automatically and
 * resumes after the last message seen. Throws ApiError if the video doesn't exist or access is denied.
 */
export const watchVideo = (send: Send, videoId: string, options: WatchOptions = {}): AsyncGenerator<VideoMessage> =>
  followStream<VideoMessage>(send, {
    ...options,
    path: `/videos/${encodeURIComponent(videoId)}/events`,
    isLast: ({ status }) => status && TERMINAL.has(status),
  });
