import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteRange } from '../http/byte-range.js';
import type { Manifest } from '../store/object-file.js';
import { partFileName } from '../store/part-folders.js';
import type { OpenObject, Store } from '../store/store.js';

const READ_BYTES = 256 * 1024;

type Chunks = AsyncGenerator<Buffer, void, undefined>;
type PartSlice = { number: number; range: ByteRange };

/** The slices of parts that make up a range of the object. */
export const slicesOf = ({ parts }: Manifest, { start, end }: ByteRange): PartSlice[] => {
  const slices: PartSlice[] = [];
  let offset = 0;
  for (const { number, sizeBytes } of parts) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, sizeBytes - 1);
    if (from <= to) slices.push({ number, range: { start: from, end: to } });
    offset += sizeBytes;
  }
  return slices;
};

const readExactly = async (file: FileHandle, buffer: Buffer, position: number, sizeBytes: number): Promise<Buffer> => {
  for (let done = 0; done < sizeBytes; ) {
    const { bytesRead } = await file.read(buffer, done, sizeBytes - done, position + done);
    if (bytesRead === 0) throw new Error('A file of the store is shorter than its metadata states.');
    done += bytesRead;
  }
  return buffer.subarray(0, sizeBytes);
};

/** Reads one chunk ahead, alternating between two buffers, so that a large body creates no garbage. */
const readFileRange = async function* (file: FileHandle, { start, end }: ByteRange): Chunks {
  const bufferBytes = Math.min(READ_BYTES, end - start + 1);
  let [current, other] = [Buffer.allocUnsafeSlow(bufferBytes), Buffer.allocUnsafeSlow(bufferBytes)];
  let position = start;
  const readNext = (): Promise<Buffer> => {
    const chunk = readExactly(file, current, position, Math.min(bufferBytes, end - position + 1));
    chunk.catch(() => undefined); // awaited after the previous chunk was sent; until then, a failure must not count as unhandled
    return chunk;
  };
  let reading = readNext();
  try {
    for (;;) {
      const chunk = await reading;
      position += chunk.length;
      [current, other] = [other, current];
      if (position > end) return yield chunk;
      reading = readNext();
      yield chunk;
    }
  } finally {
    await reading.catch(() => undefined); // the file must not be closed during a read
  }
};

const readParts = async function* (folder: string, slices: PartSlice[]): Chunks {
  for (const { number, range } of slices) {
    await using file = await open(join(folder, partFileName(number)), 'r');
    yield* readFileRange(file, range);
  }
};

/** Reads a range of an open object. A chunk is valid only until the next one is requested. */
export const readRange = (store: Store, { file, meta }: OpenObject, range: ByteRange): Chunks => {
  const { manifest } = meta;
  if (!manifest) return readFileRange(file, range);
  return readParts(store.partFolders.path(manifest.uploadId), slicesOf(manifest, range));
};
