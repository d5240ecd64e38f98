import type { Readable } from 'node:stream';

// A program that never writes a line break must not fill our memory.
const MAX_LINE = 65_536;

/** Calls `onLine` for every line of a stream. Resolves at its end. Carriage returns also end a line. A longer line than `maxLine` loses its start. */
export const readLines = async (
  stream: Readable,
  onLine: (line: string) => void,
  maxLine: number = MAX_LINE,
): Promise<void> => {
  let pending = '';
  stream.setEncoding('utf8');
  for await (const text of stream as AsyncIterable<string>) {
    const [first = '', ...others] = text.split(/\r?\n|\r/);
    const lines = [pending + first, ...others];
    pending = (lines.pop() ?? '').slice(-maxLine);
    for (const line of lines) onLine(line);
  }
  if (pending) onLine(pending);
};
