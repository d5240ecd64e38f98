import { ApiError } from '../http/api-error.js';
import { backoffMs, isTransient, sleep } from '../http/backoff.js';
import type { Send } from '../session/session.js';
import { readEvents } from './read-events.js';
import { watchSilence } from './watch-silence.js';

export type FollowOptions<Message> = {
  path: string;
  /** Start after this message. */
  lastEventId?: string | undefined;
  signal?: AbortSignal | undefined;
  /** Whether this message can be the last one; undefined if it doesn't change that. */
  isLast?: (message: Message) => boolean | undefined;
  /** How long the server can resume from a position. After that, the stream starts over. */
  positionKeptMs?: number | undefined;
  /** Called when a connection opens without a position: earlier changes are not replayed. */
  onFresh?: (() => void) | undefined;
};

// The server sends a heartbeat every 10 s: four missing ones mean a dead connection.
const SILENCE_MS = 45_000;
// After the last message the server closes the connection; a proxy that keeps it open must not block the reader.
const SILENCE_AFTER_END_MS = 3_000;

type Progress = {
  lastEventId: string | undefined;
  lastEventAtMs: number;
  retryMs: number | undefined;
  isEnded: boolean;
  failures: number;
};

/**
 * The messages of an event stream. Reconnects and resumes after the last message seen, until the server responds with 204 or
 * `isLast` accepts a message. Throws ApiError if the stream doesn't exist or access is denied.
 */
export async function* followStream<Message extends object>(
  send: Send,
  options: FollowOptions<Message>,
): AsyncGenerator<Message> {
  const seen: Progress = {
    lastEventId: options.lastEventId,
    lastEventAtMs: Date.now(),
    retryMs: undefined,
    isEnded: false,
    failures: 0,
  };
  for (;;) {
    let requestedMs = 0;
    try {
      const isEnded = yield* readConnection(send, options, seen);
      if (isEnded || seen.isEnded) return;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (seen.isEnded) return;
      if (!isTransient(error)) throw error;
      requestedMs = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
    }
    await sleep(Math.max(seen.retryMs ?? 0, requestedMs, backoffMs(seen.failures)), options.signal);
    seen.failures += 1;
  }
}

/** Yields the messages of one connection. Returns true when the server responds with 204: no more messages will come. */
async function* readConnection<Message extends object>(
  send: Send,
  { path, signal, isLast, onFresh, positionKeptMs = Number.POSITIVE_INFINITY }: FollowOptions<Message>,
  seen: Progress,
): AsyncGenerator<Message, boolean> {
  if (Date.now() - seen.lastEventAtMs > positionKeptMs) seen.lastEventId = undefined;
  const silence = watchSilence(() => (seen.isEnded ? SILENCE_AFTER_END_MS : SILENCE_MS));
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
      silence.reset();
    };
    for await (const { id, data } of readEvents(response.body, { onBytes, onRetry })) {
      if (id !== undefined) Object.assign(seen, { lastEventId: id, lastEventAtMs: Date.now() });
      const message = parseMessage<Message>(data);
      if (!message) continue;
      seen.isEnded = isLast?.(message) ?? seen.isEnded;
      silence.reset();
      yield message;
    }
    return false;
  } finally {
    silence.end();
  }
}

/** Undefined for data that isn't a JSON object: a kind of message that this version doesn't know. */
const parseMessage = <Message extends object>(data: string): Message | undefined => {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? (value as Message) : undefined;
  } catch {
    return undefined;
  }
};
