import type { FileHandle } from 'node:fs/promises';
import { anySignal } from './call-store.js';
import { createClients, type StoreConfig, type StoreDeps } from './clients.js';
import { completeMultipart } from './multipart/complete-multipart.js';
import { listMultiparts, type OpenMultipart } from './multipart/list-multiparts.js';
import { listParts } from './multipart/list-parts.js';
import { abortMultipart, createMultipart } from './multipart/multipart.js';
import type { UploadedPart } from './multipart/uploaded-part.js';
import { type CopyOptions, copyObject } from './objects/copy-object.js';
import { deleteObject, deletePrefix } from './objects/delete-objects.js';
import { type GetOptions, getBytes, getObject, type ObjectBody } from './objects/get-object.js';
import { headObject, type ObjectHead } from './objects/head-object.js';
import { type ListedObject, listObjects } from './objects/list-objects.js';
import { putBytes, putFile } from './objects/put-object.js';
import type { PutOptions, Stored } from './objects/stored.js';
import { type WriteRangeOptions, writeRange } from './objects/write-range.js';
import { type BucketReport, ensureBucket, ping } from './prepare-bucket.js';
import {
  type PresignedWrite,
  type PresignGetOptions,
  type PresignPartOptions,
  type PresignPutOptions,
  presignGet,
  presignPart,
  presignPut,
} from './presign/presign.js';

/** `signal` fires when the caller disconnects; `deadlineMs` is how long the caller waits for each operation. */
export type StoreLimits = { signal?: AbortSignal; deadlineMs?: number };

/** One bucket of an S3-compatible store. All errors are AppErrors. ETags include the quotes. */
export type ObjectStore = {
  bucket: string;
  /**
   * The same store with a caller's limits: operations fail with STORAGE_UNAVAILABLE after the deadline and CANCELLED after an
   * abort. For `get`, the deadline applies to the response headers, not the body.
   */
  within(limits: StoreLimits): ObjectStore;
  ping(signal?: AbortSignal): Promise<void>;
  ensureBucket(options: { corsOrigins: readonly string[] }): Promise<BucketReport>;
  head(key: string, signal?: AbortSignal): Promise<ObjectHead | undefined>;
  put(key: string, bytes: Uint8Array, options: PutOptions): Promise<Stored>;
  putFile(key: string, path: string, options: PutOptions): Promise<Stored>;
  get(key: string, options?: GetOptions): Promise<ObjectBody>;
  getBytes(key: string, options?: GetOptions): Promise<Uint8Array>;
  writeRange(key: string, file: FileHandle, options: WriteRangeOptions): Promise<void>;
  copy(from: string, to: string, options: CopyOptions): Promise<Stored>;
  list(prefix: string): AsyncGenerator<ListedObject, void, undefined>;
  delete(key: string): Promise<void>;
  deletePrefix(prefix: string): Promise<number>;
  createMultipart(key: string, contentType: string): Promise<string>;
  listParts(key: string, multipartId: string): Promise<UploadedPart[] | undefined>;
  completeMultipart(key: string, multipartId: string, parts: readonly UploadedPart[]): Promise<Stored>;
  abortMultipart(key: string, multipartId: string): Promise<void>;
  listMultiparts(prefix: string): AsyncGenerator<OpenMultipart, void, undefined>;
  presignPut(key: string, options: PresignPutOptions): Promise<PresignedWrite>;
  presignPart(
    key: string,
    multipartId: string,
    partNumber: number,
    options: PresignPartOptions,
  ): Promise<PresignedWrite>;
  presignGet(key: string, options: PresignGetOptions): Promise<string>;
  close(): void;
};

const narrow = ({ limits, ...deps }: StoreDeps, { signal, deadlineMs = limits.workMs }: StoreLimits): StoreDeps => ({
  ...deps,
  limits: {
    callMs: Math.min(limits.callMs, deadlineMs),
    workMs: Math.min(limits.workMs, deadlineMs),
    signal: anySignal(limits.signal, signal),
  },
});

/** Creates a store. Sends no request before the first call. */
export const createObjectStore = (config: StoreConfig): ObjectStore => storeOf(createClients(config));

const storeOf = (deps: StoreDeps): ObjectStore => ({
  bucket: deps.bucket,
  within: (limits) => storeOf(narrow(deps, limits)),
  ping: (signal) => ping(deps, signal),
  ensureBucket: (options) => ensureBucket(deps, options),
  head: (key, signal) => headObject(deps, key, signal),
  put: (key, bytes, options) => putBytes(deps, key, bytes, options),
  putFile: (key, path, options) => putFile(deps, key, path, options),
  get: (key, options) => getObject(deps, key, options),
  getBytes: (key, options) => getBytes(deps, key, options),
  writeRange: (key, file, options) => writeRange(deps, key, file, options),
  copy: (from, to, options) => copyObject(deps, from, to, options),
  list: (prefix) => listObjects(deps, prefix),
  delete: (key) => deleteObject(deps, key),
  deletePrefix: (prefix) => deletePrefix(deps, prefix),
  createMultipart: (key, contentType) => createMultipart(deps, key, contentType),
  listParts: (key, multipartId) => listParts(deps, key, multipartId),
  completeMultipart: (key, multipartId, parts) => completeMultipart(deps, key, multipartId, parts),
  abortMultipart: (key, multipartId) => abortMultipart(deps, key, multipartId),
  listMultiparts: (prefix) => listMultiparts(deps, prefix),
  presignPut: (key, options) => presignPut(deps, key, options),
  presignPart: (key, multipartId, partNumber, options) => presignPart(deps, key, multipartId, partNumber, options),
  presignGet: (key, options) => presignGet(deps, key, options),
  close: () => {
    deps.client.destroy();
    deps.publicClient.destroy();
  },
});
