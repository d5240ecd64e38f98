import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteRange } from '../http/byte-range.js';
import type { Manifest } from '../store/object-file.js';
import { partFileName } from '../store/part-folders.js';
import type { OpenObject, Store } from '../store/store.js';

const READ_BYTES = 256 * 1024;

type PartSlice = { number: number; range: ByteRange };

/** Which part of which parts makes up a range of the object. */
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

const readFileRange = async function* (file: FileHandle, range: ByteRange): AsyncGenerator<Buffer, void, undefined> {
  yield* file.createReadStream({ ...range, autoClose: false, highWaterMark: READ_BYTES });
};

const readParts = async function* (folder: string, slices: PartSlice[]): AsyncGenerator<Buffer, void, undefined> {
  for (const { number, range } of slices) {
    yield* createReadStream(join(folder, partFileName(number)), { ...range, highWaterMark: READ_BYTES });
  }
};

/** The bytes of a range of an open object, wherever they are. */
export const readRange = (
  store: Store,
  { file, meta }: OpenObject,
  range: ByteRange,
): AsyncGenerator<Buffer, void, undefined> => {
  const { manifest } = meta;
  if (!manifest) return readFileRange(file, range);
  return readParts(store.partFolders.path(manifest.uploadId), slicesOf(manifest, range));
};
