import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const TAIL_BYTES = 16 * 1024;

type TailOptions = { lines?: number; from?: number };

/** The last lines of a log after the byte `from`. If there are none, says so in parentheses. */
export const tailOf = (path: string, { lines = 20, from = 0 }: TailOptions = {}): string => {
  try {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      const start = from > size ? 0 : from; // truncated since
      const buffer = Buffer.alloc(Math.min(size - start, TAIL_BYTES));
      readSync(file, buffer, 0, buffer.length, size - buffer.length);
      return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n') || '(empty log)';
    } finally {
      closeSync(file);
    }
  } catch {
    return '(no log)';
  }
};
