import type { FileHandle } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@media/core';
import type { StoreDeps } from '../clients.js';
import { type ByteRange, type GetOptions, getObject } from './get-object.js';

export type WriteRangeOptions = Pick<GetOptions, 'ifMatch' | 'signal'> & {
  range: ByteRange;
  /** Where in the file the range begins. */
  position: number;
  onBytes?: (sizeBytes: number) => void;
};

const WAITING_BYTES = 256 * 1024;

/**
 * Gives a chunk's memory back at once. It lies outside of V8's heap, where so little is left to collect that a large file
 * in passing would hold more than a hundred megabytes of it.
 */
const free = ({ buffer, byteLength }: Buffer): void => {
  // A part of a larger buffer may be read by others.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
};

/**
 * Copies a range of an object into an open file, with constant memory. SOURCE_CHANGED if the object has not the ETag
 * `ifMatch` or not this range, STORAGE_UNAVAILABLE if the answer breaks off.
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
    highWaterMark: WAITING_BYTES,
    write: (chunk: Buffer, _encoding, done) => void write(chunk).then(() => done(), done),
  });
  await pipeline(body, sink);
  if (written !== expected) throw new AppError('STORAGE_UNAVAILABLE', { key, range, written });
};
