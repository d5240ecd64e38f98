import { readFile, stat } from 'node:fs/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { StoreDeps } from '../clients.js';
import { calling } from '../storage-errors.js';
import { headObject } from './head-object.js';
import { putFileParts } from './put-file-parts.js';

export type PutOptions = { contentType: string; signal?: AbortSignal };
export type Stored = { etag: string; sizeBytes: number };

const MIB = 1024 * 1024;
/** Up to here a file is read whole and sent as one PUT, which the SDK can repeat by itself. */
const SINGLE_PUT_BYTES = 8 * MIB;

/** Some stores leave the ETag out of their answer: ask again. */
const storedAt = async (
  deps: StoreDeps,
  key: string,
  etag: string | undefined,
  sizeBytes: number,
): Promise<Stored> => ({
  etag: etag || ((await headObject(deps, key))?.etag ?? ''),
  sizeBytes,
});

/** Stores bytes under a key in one request. */
export const putBytes = (deps: StoreDeps, key: string, bytes: Uint8Array, options: PutOptions): Promise<Stored> =>
  calling({ operation: 'put', key, signal: options.signal }, async () => {
    const command = new PutObjectCommand({
      Bucket: deps.bucket,
      Key: key,
      ContentType: options.contentType,
      Body: bytes,
    });
    const { ETag } = await deps.client.send(command, { abortSignal: options.signal });
    return storedAt(deps, key, ETag, bytes.byteLength);
  });

/** Stores a local file: small ones in one PUT, larger ones in parts that are read as they are sent. */
export const putFile = (deps: StoreDeps, key: string, path: string, options: PutOptions): Promise<Stored> =>
  calling({ operation: 'putFile', key, signal: options.signal }, async () => {
    const { size } = await stat(path);
    if (size <= SINGLE_PUT_BYTES) return putBytes(deps, key, await readFile(path), options);
    return putFileParts(deps, key, { path, sizeBytes: size }, options);
  });
