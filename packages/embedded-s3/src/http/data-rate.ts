import type { IncomingMessage, ServerResponse } from 'node:http';

/** Minimum data rates of clients. Each window is evaluated separately. */
export type ClientLimits = {
  /** Time limit for all headers of a request. */
  headersMs: number;
  /** Minimum average rate over a window, for request bodies and responses. */
  minBytesPerSecond: number;
  sendingWindowMs: number;
  /** Longer than for sending, because a paused player reads nothing. */
  readingWindowMs: number;
};

/** One twentieth of a slow mobile connection. Slower clients only occupy a connection. */
export const CLIENT_LIMITS: ClientLimits = {
  headersMs: 20_000,
  minBytesPerSecond: 1_000,
  sendingWindowMs: 30_000,
  readingWindowMs: 120_000,
};

/** Pure. */
export const isTooSlow = (bytes: number, elapsedMs: number, { minBytesPerSecond }: ClientLimits): boolean =>
  bytes * 1_000 < minBytesPerSecond * elapsedMs;

type Measure = {
  windowMs: number;
  /** Total bytes so far. */
  bytes(): number;
  /** Whether the server is waiting for the client, rather than for its own disk. */
  isWaiting(): boolean;
};

/** Calls `onTooSlow` after each window with too low a rate. Returns a function that stops monitoring. */
const monitorRate = (
  { windowMs, bytes, isWaiting }: Measure,
  clientLimits: ClientLimits,
  onTooSlow: () => void,
): (() => void) => {
  let before = { bytes: bytes(), atMs: performance.now() };
  const timer = setInterval(() => {
    const now = { bytes: bytes(), atMs: performance.now() };
    if (isWaiting() && isTooSlow(now.bytes - before.bytes, now.atMs - before.atMs, clientLimits)) onTooSlow();
    before = now;
  }, windowMs);
  timer.unref();
  return () => clearInterval(timer);
};

/** Detects clients that send a request body or read a response too slowly. */
export const watchDataRate = (
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  clientLimits: ClientLimits,
  onTooSlow: { sending(): void; reading(): void },
): void => {
  const { socket } = request;
  const sending = {
    windowMs: clientLimits.sendingWindowMs,
    bytes: () => socket.bytesRead,
    isWaiting: () => !request.complete && request.readableLength < request.readableHighWaterMark,
  };
  const reading = {
    windowMs: clientLimits.readingWindowMs,
    bytes: () => socket.bytesWritten - socket.writableLength,
    isWaiting: () => socket.writableLength > 0,
  };
  const stopSending = monitorRate(sending, clientLimits, onTooSlow.sending);
  const stopReading = monitorRate(reading, clientLimits, onTooSlow.reading);
  request.once('close', stopSending);
  response.once('close', stopReading);
};
