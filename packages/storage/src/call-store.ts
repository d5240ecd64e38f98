import { AppError } from '@media/core';
import type { StoreDeps } from './clients.js';
import { type Operation, toAppError } from './storage-errors.js';

type Call = Operation & { deadlineMs?: number };

/** A signal that aborts with the first of the given ones; undefined if there are none. */
export const anySignal = (...signals: (AbortSignal | undefined)[]): AbortSignal | undefined => {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length > 1 ? AbortSignal.any(given) : given[0];
};

const timeoutError = ({ operation, key }: Call, deadlineMs: number): AppError =>
  new AppError('STORAGE_UNAVAILABLE', { operation, key, deadlineMs, reason: 'no response before the deadline' });

/**
 * Runs one call to the store and stops it at its deadline or when a signal fires, whatever the SDK is waiting for.
 * `run` must pass its signal on. Every error is an AppError: STORAGE_UNAVAILABLE after the deadline, CANCELLED after an abort.
 */
export const callStore = async <Result>(
  { limits }: Pick<StoreDeps, 'limits'>,
  call: Call,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const { deadlineMs = limits.callMs } = call;
  const stop = new AbortController();
  const given = [limits.signal, call.signal].filter((signal) => signal !== undefined);
  const cancel = () => {
    const signal = given.find(({ aborted }) => aborted);
    stop.abort(toAppError(signal?.reason, { ...call, signal }));
  };
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true });
  });
  stopped.catch(() => undefined); // never awaited if a signal has already fired, so it must not count as unhandled
  if (given.some(({ aborted }) => aborted)) cancel();
  stop.signal.throwIfAborted();
  for (const signal of given) signal.addEventListener('abort', cancel, { once: true });
  const timer = setTimeout(() => stop.abort(timeoutError(call, deadlineMs)), deadlineMs);
  try {
    return await Promise.race([run(stop.signal), stopped]);
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : toAppError(error, call);
  } finally {
    clearTimeout(timer);
    for (const signal of given) signal.removeEventListener('abort', cancel);
  }
};
