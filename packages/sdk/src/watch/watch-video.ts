import type { VideoMessage } from '@media/contracts';
import { idSegment } from '../http/check-id.js';
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
 * resumes after the last message seen. Throws ApiError if the video doesn't exist or access is denied, and TypeError if the
 * id can't be one.
 */
export async function* watchVideo(
  send: Send,
  videoId: string,
  options: WatchOptions = {},
): AsyncGenerator<VideoMessage> {
  yield* followStream<VideoMessage>(send, {
    ...options,
    path: `/videos/${idSegment(videoId)}/events`,
    isLast: ({ status }) => status && TERMINAL.has(status),
  });
}
