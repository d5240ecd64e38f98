import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { blobSource, type UploadSource } from './upload/upload-source.js';

/** A file on disk as a source. It is read as it is sent, and must not change meanwhile. */
export const fileSource = async (path: string): Promise<UploadSource> =>
  blobSource(await openAsBlob(path), basename(path));
