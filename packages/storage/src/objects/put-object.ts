import { readFile, stat } from 'node:fs/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { callStore } from '../call-store.js';
import type { StoreDeps } from '../clients.js';
import { toAppError } from '../storage-errors.js';
import { headObject } from './head-object.js';
import { putFileParts } from './put-file-parts.js';
import type { PutOptions, Stored } from './stored.js';

const MIB = 1024 * 1024;
/** Files up to this size are read into memory and sent in one PUT, which the SDK can retry. */
const SINGLE_PUT_BYTES = 8 * MIB;

/** Some stores omit the ETag in the response to PUT, so fetch it with HEAD. */
const storedAt = async (
  deps: StoreDeps,
  key: string,
  etag: string | undefined,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<Stored> => ({
  etag: etag || ((await headObject(deps, key, signal))?.etag ?? ''),
  sizeBytes,
});

/** Stores bytes in one request. */
export const putBytes = (
  deps: StoreDeps,
  key: string,
  bytes: Uint8Array,
  { contentType, signal: given }: PutOptions,
): Promise<Stored> => {
  const call = { operation: 'put', key, signal: given, deadlineMs: deps.limits.workMs };
  return callStore(deps, call, async (signal) => {
    const object = { Bucket: deps.bucket, Key: key, ContentType: contentType, Body: bytes };
    const { ETag } = await deps.client.send(new PutObjectCommand(object), { abortSignal: signal });
    return storedAt(deps, key, ETag, bytes.byteLength, signal);
  });
};

/** Stores a local file: small ones in one PUT, larger ones in streamed parts, each with its own deadline. */
export const putFile = async (deps: StoreDeps, key: string, path: string, options: PutOptions): Promise<Stored> => {
  try {
    const { size } = await stat(path);
    if (size <= SINGLE_PUT_BYTES) return await putBytes(deps, key, await readFile(path), options);
    return await putFileParts(deps, key, { path, sizeBytes: size }, options);
  } catch (error) {
    throw toAppError(error, { operation: 'putFile', key, signal: options.signal });
  }
};
