import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { AppError } from '@media/core';
import { calling, eitherSignal } from '../calling.js';
import type { StoreDeps } from '../clients.js';
import { isMissing, type Operation, toAppError } from '../storage-errors.js';
import { freePassed } from './free-passed.js';

/** Both ends included, as in the Range header. */
export type ByteRange = { start: number; end: number };
export type GetOptions = { range?: ByteRange; ifMatch?: string; signal?: AbortSignal };
export type ObjectBody = {
  body: Readable;
  /** Of this answer: of the range if one was asked for. */
  sizeBytes: number;
  etag: string;
  contentType: string | undefined;
};

const READ_AHEAD_BYTES = 256 * 1024;

/** A body whose errors are AppErrors, and which ends the connection when its reader gives up or the signal fires. */
const guarded = (source: Readable, operation: Operation): Readable => {
  const body = new PassThrough({ highWaterMark: READ_AHEAD_BYTES });
  const stop = () => body.destroy(toAppError(operation.signal?.reason, operation));
  operation.signal?.addEventListener('abort', stop, { once: true });
  source.on('data', (chunk: Uint8Array) => freePassed(chunk.byteLength));
  source.on('error', (error) => body.destroy(toAppError(error, operation)));
  body.on('close', () => {
    operation.signal?.removeEventListener('abort', stop);
    source.destroy();
  });
  return source.pipe(body);
};

/** Whoever names the ETag of an object knows that it was there: its absence is a change. */
const failureOf = (error: unknown, operation: Operation, ifMatch: string | undefined): AppError =>
  ifMatch && isMissing(error)
    ? new AppError('SOURCE_CHANGED', { operation: operation.operation, key: operation.key }, { cause: error })
    : toAppError(error, operation);

/**
 * Opens an object or a range of it. SOURCE_CHANGED if it has not the ETag `ifMatch`, STORAGE_UNAVAILABLE if there is none.
 * The deadline is for the answer's head: its body may take as long as bytes keep coming.
 */
export const getObject = async (
  deps: StoreDeps,
  key: string,
  { range, ifMatch, signal }: GetOptions = {},
): Promise<ObjectBody> => {
  const operation = { operation: 'get', key, signal: eitherSignal(deps.limits.signal, signal) };
  const command = new GetObjectCommand({
    Bucket: deps.bucket,
    Key: key,
    ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}),
    ...(ifMatch ? { IfMatch: ifMatch } : {}),
  });
  try {
    const answer = await calling(deps, operation, (abortSignal) => deps.client.send(command, { abortSignal }));
    if (!(answer.Body instanceof Readable)) throw new TypeError('The body is no stream of Node.');
    const body = guarded(answer.Body, operation);
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

/** The bytes of a small object, or of a range of it. */
export const getBytes = async (deps: StoreDeps, key: string, options: GetOptions = {}): Promise<Uint8Array> => {
  const { body } = await getObject(deps, key, options);
  const bytes = await buffer(body);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};
