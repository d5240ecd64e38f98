import type { IncomingMessage, ServerResponse } from 'node:http';

/** How slowly a client may send and read. Each window is judged by itself. */
export type ClientLimits = {
  /** For all headers of a request. */
  headersMs: number;
  /** A body must come, and an answer must go, with this many bytes a second on average over a window. */
  minBytesPerSecond: number;
  sendingWindowMs: number;
  /** Longer: a player that is paused reads nothing, and asks again when it goes on. */
  readingWindowMs: number;
};

/** A twentieth of a slow mobile connection: those who send less hold a connection and no more. */
export const CLIENT_LIMITS: ClientLimits = {
  headersMs: 20_000,
  minBytesPerSecond: 1_000,
  sendingWindowMs: 30_000,
  readingWindowMs: 120_000,
};

/** Whether so few bytes in so long are too few. Pure. */
export const isTooSlow = (bytes: number, elapsedMs: number, { minBytesPerSecond }: ClientLimits): boolean =>
  bytes * 1_000 < minBytesPerSecond * elapsedMs;

type Measure = {
  windowMs: number;
  /** All bytes so far. */
  bytes(): number;
  /** Whether it is the client for whom we wait: a disk of ours that is slow is not its fault. */
  isWaiting(): boolean;
};

/** Calls `onTooSlow` at the end of a window in which too little moved; the function that it returns stops that. */
const judge = (
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

/** Ends who sends the body of a request, or reads the answer to it, so slowly that it only holds the connection. */
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
  const stopSending = judge(sending, clientLimits, onTooSlow.sending);
  const stopReading = judge(reading, clientLimits, onTooSlow.reading);
  request.once('close', stopSending);
  response.once('close', stopReading);
};
