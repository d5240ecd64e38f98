import type { VideoMessage } from '@media/contracts';
import type { Send } from '../session/session.js';
import { followStream } from './follow-stream.js';

export type WatchOptions = {
  signal?: AbortSignal;
  /** Begin with what came after this message. */
  lastEventId?: string;
};

const TERMINAL: ReadonlySet<VideoMessage['status']> = new Set(['completed', 'failed', 'cancelled']);

/**
 * Follows a video: a snapshot first, then what changes, until it is completed, failed or cancelled. Reconnects by
 * itself and resumes after the last message seen. Throws ApiError when the video is gone or may not be seen.
 */
export const watchVideo = (send: Send, videoId: string, options: WatchOptions = {}): AsyncGenerator<VideoMessage> =>
  followStream<VideoMessage>(send, {
    ...options,
    path: `/videos/${encodeURIComponent(videoId)}/events`,
    isLast: ({ status }) => status && TERMINAL.has(status),
  });
