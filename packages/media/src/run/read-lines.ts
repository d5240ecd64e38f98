import type { Readable } from 'node:stream';

// A program that never writes a line break must not fill our memory.
const MAX_PENDING = 65_536;

/** Calls `onLine` for every line of a stream. Resolves at its end. Carriage returns also end a line. */
export const readLines = async (stream: Readable, onLine: (line: string) => void): Promise<void> => {
  let pending = '';
  stream.setEncoding('utf8');
  for await (const text of stream as AsyncIterable<string>) {
    const lines = (pending + text).split(/\r?\n|\r/);
    pending = (lines.pop() ?? '').slice(-MAX_PENDING);
    for (const line of lines) onLine(line);
  }
  if (pending) onLine(pending);
};
