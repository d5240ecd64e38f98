import { ApiError } from '../http/api-error.js';
import { backoffMs, isPassing, sleep } from '../http/backoff.js';
import { NetworkError } from '../http/network-error.js';
import type { Send } from '../session/session.js';
import { readEvents } from './read-events.js';
import { watchSilence } from './watch-silence.js';

export type FollowOptions<Message> = {
  path: string;
  /** Begin with what came after this message. */
  lastEventId?: string | undefined;
  signal?: AbortSignal | undefined;
  /** Whether nothing needs to follow this message, or undefined when it says nothing about that. */
  isLast?: (message: Message) => boolean | undefined;
  /** How long the server can resume from a position; an older one is not named, and the stream begins afresh. */
  positionKeptMs?: number | undefined;
  /** A connection is open that begins without a position: what happened before it is not made up for. */
  onFresh?: (() => void) | undefined;
};

// The server sends a heartbeat at least every 15 s: three of them lost mean a dead connection.
const SILENCE_MS = 45_000;
// After the end the server closes by itself; a proxy that holds the connection open must not hold the reader.
const SILENCE_AFTER_END_MS = 3_000;

type Progress = {
  lastEventId: string | undefined;
  heardAtMs: number;
  retryMs: number | undefined;
  isOver: boolean;
  failures: number;
};

/**
 * The messages of a stream of events. Reconnects by itself and resumes after the last message seen, until the server
 * says (204) or a message tells that there is nothing more to come. Throws ApiError when it may not be followed.
 */
export async function* followStream<Message extends object>(
  send: Send,
  options: FollowOptions<Message>,
): AsyncGenerator<Message> {
  const seen: Progress = {
    lastEventId: options.lastEventId,
    heardAtMs: Date.now(),
    retryMs: undefined,
    isOver: false,
    failures: 0,
  };
  for (;;) {
    let askedMs = 0;
    try {
      const isOver = yield* readConnection(send, options, seen);
      if (isOver || seen.isOver) return;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (seen.isOver) return;
      if (!isPassing(error)) throw error;
      askedMs = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
    }
    await sleep(Math.max(seen.retryMs ?? 0, askedMs, backoffMs(seen.failures)), options.signal);
    seen.failures += 1;
  }
}

/** Yields the messages of one connection. True when the server says (204) that there is nothing more to come. */
async function* readConnection<Message extends object>(
  send: Send,
  { path, signal, isLast, onFresh, positionKeptMs = Number.POSITIVE_INFINITY }: FollowOptions<Message>,
  seen: Progress,
): AsyncGenerator<Message, boolean> {
  if (Date.now() - seen.heardAtMs > positionKeptMs) seen.lastEventId = undefined;
  const silence = watchSilence(() => (seen.isOver ? SILENCE_AFTER_END_MS : SILENCE_MS));
  const headers = { accept: 'text/event-stream', ...(seen.lastEventId && { 'last-event-id': seen.lastEventId }) };
  const stop = signal ? AbortSignal.any([signal, silence.signal]) : silence.signal;
  try {
    const response = await send({ method: 'GET', path, headers, signal: stop });
    if (response.status === 204 || !response.body) return true;
    if (!seen.lastEventId) onFresh?.();
    const onRetry = (retryMs: number) => {
      seen.retryMs = retryMs;
    };
    const onBytes = () => {
      seen.failures = 0;
      silence.heard();
    };
    for await (const { id, data } of readEvents(response.body, { onBytes, onRetry })) {
      if (id !== undefined) Object.assign(seen, { lastEventId: id, heardAtMs: Date.now() });
      const message = parseMessage<Message>(data);
      if (!message) continue;
      seen.isOver = isLast?.(message) ?? seen.isOver;
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
const parseMessage = <Message extends object>(data: string): Message | undefined => {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? (value as Message) : undefined;
  } catch {
    return undefined;
  }
};
