import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { StoreDeps } from '../clients.js';
import { calling } from '../storage-errors.js';
import { headObject } from './head-object.js';

export type PutOptions = { contentType: string; cacheControl?: string; signal?: AbortSignal };
export type Stored = { etag: string; sizeBytes: number };

const MIB = 1024 * 1024;
/** Up to here a file is read whole and sent as one PUT, which the SDK can repeat by itself. */
const SINGLE_PUT_BYTES = 8 * MIB;
const PART_BYTES = 8 * MIB;
const PARTS_IN_FLIGHT = 3;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_PARTS = 10_000;
/** Of a stream whose end is unknown: 10,000 parts of it are 156 GiB. */
const STREAM_PART_BYTES = 16 * MIB;

const paramsOf = ({ bucket }: StoreDeps, key: string, { contentType, cacheControl }: PutOptions) => ({
  Bucket: bucket,
  Key: key,
  ContentType: contentType,
  ...(cacheControl ? { CacheControl: cacheControl } : {}),
});

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
    const command = new PutObjectCommand({ ...paramsOf(deps, key, options), Body: bytes });
    const { ETag } = await deps.client.send(command, { abortSignal: options.signal });
    return storedAt(deps, key, ETag, bytes.byteLength);
  });

const uploadParts = async (
  deps: StoreDeps,
  key: string,
  body: Readable,
  partSize: number,
  options: PutOptions,
): Promise<string | undefined> => {
  const upload = new Upload({
    client: deps.client,
    params: { ...paramsOf(deps, key, options), Body: body },
    partSize,
    queueSize: PARTS_IN_FLIGHT,
  });
  const abort = () => void upload.abort();
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    options.signal?.throwIfAborted();
    return (await upload.done()).ETag;
  } finally {
    options.signal?.removeEventListener('abort', abort);
    body.destroy();
  }
};

/** Stores a local file: small ones in one PUT, larger ones in parts with a few parts in memory at a time. */
export const putFile = (deps: StoreDeps, key: string, path: string, options: PutOptions): Promise<Stored> =>
  calling({ operation: 'putFile', key, signal: options.signal }, async () => {
    const { size } = await stat(path);
    if (size <= SINGLE_PUT_BYTES) return putBytes(deps, key, await readFile(path), options);
    const partBytes = Math.max(PART_BYTES, Math.ceil(size / MAX_PARTS));
    const body = createReadStream(path, { end: size - 1, highWaterMark: MIB });
    return storedAt(deps, key, await uploadParts(deps, key, body, partBytes, options), size);
  });

/** Stores a stream whose length is not known, up to 156 GiB; returns how many bytes came. */
export const putStream = (deps: StoreDeps, key: string, readable: Readable, options: PutOptions): Promise<Stored> =>
  calling({ operation: 'putStream', key, signal: options.signal }, async () => {
    let sizeBytes = 0;
    // `on('data')` would start the flow before lib-storage reads.
    const counted = readable.map((chunk: Uint8Array) => {
      sizeBytes += chunk.byteLength;
      return chunk;
    });
    const etag = await uploadParts(deps, key, counted, STREAM_PART_BYTES, options);
    return storedAt(deps, key, etag, sizeBytes);
  });
