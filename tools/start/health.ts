import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

const TIMEOUT_MS = 10_000;

/** Whether the address answers with a success (or, for pages, a redirect). */
export const respondsAt = (url: string) => async (): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'manual' });
    await response.body?.cancel();
    return response.status < 400;
  } catch {
    return false;
  }
};

/** Whether the log has a line with this text after what it held when the function was made. */
export const logsSince = (logFile: string, text: string): (() => Promise<boolean>) => {
  const offset = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  return async () => {
    const file = openSync(logFile, 'r');
    try {
      const added = Buffer.alloc(Math.max(0, fstatSync(file).size - offset));
      readSync(file, added, 0, added.length, offset);
      return added.includes(text);
    } finally {
      closeSync(file);
    }
  };
};
