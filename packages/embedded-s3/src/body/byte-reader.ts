import { S3Error } from '../http/s3-error.js';

/** Reads lines and byte counts from a stream of buffers. Retains at most the latest buffer and one line. */
export type ByteReader = {
  /** A line without its CRLF; undefined at the end of the stream. @throws IncompleteBody if the stream ends within a line */
  line(maxBytes: number): Promise<string | undefined>;
  /** The next 1 to `maxBytes` bytes. @throws IncompleteBody at the end of the stream */
  some(maxBytes: number): Promise<Buffer>;
};

export const createByteReader = (source: AsyncIterable<Buffer>): ByteReader => {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const { done, value } = await chunks.next();
    if (done) return false;
    rest = rest.length === 0 ? value : Buffer.concat([rest, value]);
    return true;
  };
  return {
    line: async (maxBytes) => {
      let end = rest.indexOf('\r\n');
      while (end < 0) {
        if (rest.length > maxBytes) throw new S3Error('InvalidRequest', 'A line of the chunked body is too long.');
        if (!(await more())) {
          if (rest.length > 0) throw new S3Error('IncompleteBody');
          return undefined;
        }
        end = rest.indexOf('\r\n');
      }
      const line = rest.toString('latin1', 0, end);
      rest = rest.subarray(end + 2);
      return line;
    },
    some: async (maxBytes) => {
      while (rest.length === 0) if (!(await more())) throw new S3Error('IncompleteBody');
      const bytes = rest.subarray(0, maxBytes);
      rest = rest.subarray(bytes.length);
      return bytes;
    },
  };
};
