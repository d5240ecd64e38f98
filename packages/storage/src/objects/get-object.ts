import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { AppError } from '@media/core';
import { anySignal, callStore } from '../call-store.js';
import type { StoreDeps } from '../clients.js';
import { isMissing, type Operation, toAppError } from '../storage-errors.js';
import { reclaimMemory } from './reclaim-memory.js';

/** Inclusive at both ends, as in the Range header. */
export type ByteRange = { start: number; end: number };
export type GetOptions = { range?: ByteRange; ifMatch?: string; signal?: AbortSignal };
export type ObjectBody = {
  body: Readable;
  /** Size of `body`, which is the range if one was requested. */
  sizeBytes: number;
  etag: string;
  contentType: string | undefined;
};

const READ_AHEAD_BYTES = 256 * 1024;

/** Converts errors of the body to AppErrors, and closes the connection when the reader stops or the signal fires. */
const wrapBody = (source: Readable, operation: Operation): Readable => {
  const body = new PassThrough({ highWaterMark: READ_AHEAD_BYTES });
  const stop = () => body.destroy(toAppError(operation.signal?.reason, operation));
  operation.signal?.addEventListener('abort', stop, { once: true });
  source.on('data', (chunk: Uint8Array) => reclaimMemory(chunk.byteLength));
  source.on('error', (error) => body.destroy(toAppError(error, operation)));
  body.on('close', () => {
    operation.signal?.removeEventListener('abort', stop);
    source.destroy();
  });
  return source.pipe(body);
};

/** With `ifMatch`, the caller knows that the object existed, so a missing one counts as changed. */
const failureOf = (error: unknown, operation: Operation, ifMatch: string | undefined): AppError =>
  ifMatch && isMissing(error)
    ? new AppError('SOURCE_CHANGED', { operation: operation.operation, key: operation.key }, { cause: error })
    : toAppError(error, operation);

/**
 * Opens an object or a range of it. The deadline applies only to the response headers; the body can take as long as bytes
 * keep arriving. @throws SOURCE_CHANGED if the ETag isn't `ifMatch`, STORAGE_UNAVAILABLE if there is no object
 */
export const getObject = async (
  deps: StoreDeps,
  key: string,
  { range, ifMatch, signal }: GetOptions = {},
): Promise<ObjectBody> => {
  const operation = { operation: 'get', key, signal: anySignal(deps.limits.signal, signal) };
  const command = new GetObjectCommand({
    Bucket: deps.bucket,
    Key: key,
    ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}),
    ...(ifMatch ? { IfMatch: ifMatch } : {}),
  });
  try {
    const answer = await callStore(deps, operation, (abortSignal) => deps.client.send(command, { abortSignal }));
    if (!(answer.Body instanceof Readable)) throw new TypeError('The body is not a Node.js stream.');
    const body = wrapBody(answer.Body, operation);
    return {
      body,
      sizeBytes: answer.ContentLength ?? 0,
      etag: answer.ETag ?? '',
      contentType: answer.ContentType,
    };
  } catch (error) {
    throw failureOf(error, operation, ifMatch);
  }
};

/** Reads a small object, or a range, into memory. */
export const getBytes = async (deps: StoreDeps, key: string, options: GetOptions = {}): Promise<Uint8Array> => {
  const { body } = await getObject(deps, key, options);
  const bytes = await buffer(body);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};
