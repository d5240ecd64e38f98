import type { FileHandle } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@media/core';
import type { StoreDeps } from '../clients.js';
import { type ByteRange, type GetOptions, getObject } from './get-object.js';

export type WriteRangeOptions = Pick<GetOptions, 'ifMatch' | 'signal'> & {
  range: ByteRange;
  /** Offset in the file to write to. */
  position: number;
  onBytes?: (sizeBytes: number) => void;
};

const BUFFERED_BYTES = 256 * 1024;

/**
 * Frees a chunk's memory immediately. It is outside of V8's heap, so garbage collection would let more than a hundred
 * megabytes accumulate while a large file streams through.
 */
const free = ({ buffer, byteLength }: Buffer): void => {
  // If the chunk is a slice of a larger buffer, other code can still use the rest.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
};

/**
 * Copies a range of an object into an open file in constant memory. @throws SOURCE_CHANGED if the ETag isn't `ifMatch` or the
 * object doesn't have this range, STORAGE_UNAVAILABLE if the response ends early
 */
export const writeRange = async (
  deps: StoreDeps,
  key: string,
  file: FileHandle,
  { range, position, ifMatch, signal, onBytes }: WriteRangeOptions,
): Promise<void> => {
  const expected = range.end - range.start + 1;
  const { body, sizeBytes } = await getObject(deps, key, { range, ifMatch, signal });
  if (sizeBytes !== expected) {
    body.destroy();
    throw new AppError('SOURCE_CHANGED', { key, range, sizeBytes });
  }
  let written = 0;
  const write = async (chunk: Buffer): Promise<void> => {
    for (let done = 0; done < chunk.byteLength; ) {
      done += (await file.write(chunk, done, chunk.byteLength - done, position + written + done)).bytesWritten;
    }
    written += chunk.byteLength;
    onBytes?.(chunk.byteLength);
    free(chunk);
  };
  const sink = new Writable({
    highWaterMark: BUFFERED_BYTES,
    write: (chunk: Buffer, _encoding, done) => void write(chunk).then(() => done(), done),
  });
  await pipeline(body, sink);
  if (written !== expected) throw new AppError('STORAGE_UNAVAILABLE', { key, range, written });
};
