import type { VideoMessage } from '@media/contracts';
import { backoffMs, isPassing, sleep } from '../http/backoff.js';
import { NetworkError } from '../http/network-error.js';
import type { Send } from '../session/session.js';
import { readEvents } from './read-events.js';
import { watchSilence } from './watch-silence.js';

export type WatchOptions = {
  signal?: AbortSignal;
  /** Begin with what came after this message. */
  lastEventId?: string;
};

const TERMINAL: ReadonlySet<VideoMessage['status']> = new Set(['completed', 'failed', 'cancelled']);
// The server sends a heartbeat at least every 15 s: three of them lost mean a dead connection.
const SILENCE_MS = 45_000;
// After the end the server closes by itself; a proxy that holds the connection open must not hold the reader.
const SILENCE_AFTER_END_MS = 3_000;

type Progress = { lastEventId: string | undefined; retryMs: number | undefined; isOver: boolean; failures: number };

/**
 * Follows a video: a snapshot first, then what changes, until it is completed, failed or cancelled. Reconnects by
 * itself and resumes after the last message seen. Throws ApiError when the video is gone or may not be seen.
 */
export async function* watchVideo(
  send: Send,
  videoId: string,
  options: WatchOptions = {},
): AsyncGenerator<VideoMessage> {
  const seen: Progress = { lastEventId: options.lastEventId, retryMs: undefined, isOver: false, failures: 0 };
  for (;;) {
    try {
      const isOver = yield* readConnection(send, videoId, seen, options.signal);
      if (isOver || seen.isOver) return;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (seen.isOver) return;
      if (!isPassing(error)) throw error;
    }
    await sleep(Math.max(seen.retryMs ?? 0, backoffMs(seen.failures)), options.signal);
    seen.failures += 1;
  }
}

/** Yields the messages of one connection. True when the server says (204) that there is nothing more to come. */
async function* readConnection(
  send: Send,
  videoId: string,
  seen: Progress,
  signal: AbortSignal | undefined,
): AsyncGenerator<VideoMessage, boolean> {
  const silence = watchSilence(() => (seen.isOver ? SILENCE_AFTER_END_MS : SILENCE_MS));
  const headers = { accept: 'text/event-stream', ...(seen.lastEventId && { 'last-event-id': seen.lastEventId }) };
  const path = `/videos/${encodeURIComponent(videoId)}/events`;
  const stop = signal ? AbortSignal.any([signal, silence.signal]) : silence.signal;
  try {
    const response = await send({ method: 'GET', path, headers, signal: stop });
    if (response.status === 204 || !response.body) return true;
    const onRetry = (retryMs: number) => {
      seen.retryMs = retryMs;
    };
    for await (const { id, data } of readEvents(response.body, { onBytes: silence.heard, onRetry })) {
      if (id !== undefined) seen.lastEventId = id;
      const message = parseMessage(data);
      if (!message) continue;
      seen.failures = 0;
      if (message.status) seen.isOver = TERMINAL.has(message.status);
      silence.heard();
      yield message;
    }
    return false;
  } catch (error) {
    // fetch reports a connection cut in mid-stream as a TypeError.
    throw error instanceof TypeError ? new NetworkError(error) : error;
  } finally {
    silence.end();
  }
}

/** Undefined for data that is no JSON object: a message of a kind that this version does not know. */
const parseMessage = (data: string): VideoMessage | undefined => {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};
