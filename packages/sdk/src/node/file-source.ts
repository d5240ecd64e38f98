import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { UploadSource } from '../upload/upload-source.js';
import { fastestCrc32c } from './fastest-crc32c.js';
import { filePieces, type KnownFile } from './file-pieces.js';
import { putPieces } from './put-pieces.js';

/** A file on disk as a source. It is read as it is sent, and must not change meanwhile. */
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
      pieces: (start, end) => filePieces(file, start, end),
      put: (start, end, put) => putPieces(filePieces(file, start, end), end - start, put),
    },
  };
};
