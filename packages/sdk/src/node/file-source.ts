import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { UploadSource } from '../upload/upload-source.js';
import { fastestCrc32c } from './fastest-crc32c.js';
import { putStream } from './put-stream.js';
import { type KnownFile, readFileRange } from './read-file-range.js';

/** A file on disk as a source. It is read while it is sent and must not change in the meantime. */
export const fileSource = async (path: string): Promise<UploadSource> => {
  const { size: sizeBytes, mtimeMs: modifiedAtMs } = await stat(path);
  const file: KnownFile = { path, sizeBytes, modifiedAtMs };
  const crc32c = await fastestCrc32c();
  return {
    name: basename(path),
    sizeBytes,
    slice: async (start, end) => (await openAsBlob(path)).slice(start, end),
    direct: {
      crc32c,
      read: (start, end) => readFileRange(file, start, end),
      put: (start, end, put) => putStream(readFileRange(file, start, end), end - start, put),
    },
  };
};
