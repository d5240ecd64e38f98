import { AppError } from '@media/core';
import type { StoreDeps } from './clients.js';
import { type Operation, toAppError } from './storage-errors.js';

type Call = Operation & { deadlineMs?: number };

/** Fires with the first of them; undefined without any. */
export const eitherSignal = (...signals: (AbortSignal | undefined)[]): AbortSignal | undefined => {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length > 1 ? AbortSignal.any(given) : given[0];
};

const lateness = ({ operation, key }: Call, deadlineMs: number): AppError =>
  new AppError('STORAGE_UNAVAILABLE', { operation, key, deadlineMs, reason: 'no answer in time' });

/**
 * Runs one call to the store and gives it up when its deadline passes or a signal fires, whatever the SDK is waiting for
 * at that moment. `run` must hand its signal on. Everything it throws comes out as an AppError: STORAGE_UNAVAILABLE when
 * late, CANCELLED when a signal fired.
 */
export const calling = async <Result>(
  { limits }: Pick<StoreDeps, 'limits'>,
  call: Call,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const { deadlineMs = limits.callMs } = call;
  const stop = new AbortController();
  const given = [limits.signal, call.signal].filter((signal) => signal !== undefined);
  const leave = () => {
    const signal = given.find(({ aborted }) => aborted);
    stop.abort(toAppError(signal?.reason, { ...call, signal }));
  };
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true });
  });
  stopped.catch(() => undefined); // nobody races when a signal has fired before the start
  if (given.some(({ aborted }) => aborted)) leave();
  stop.signal.throwIfAborted();
  for (const signal of given) signal.addEventListener('abort', leave, { once: true });
  const timer = setTimeout(() => stop.abort(lateness(call, deadlineMs)), deadlineMs);
  try {
    return await Promise.race([run(stop.signal), stopped]);
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : toAppError(error, call);
  } finally {
    clearTimeout(timer);
    for (const signal of given) signal.removeEventListener('abort', leave);
  }
};
