import type { FileHandle } from 'node:fs/promises';
import { S3Error } from '../http/s3-error.js';
import type { Algorithm, Digests } from './digests.js';
import { createInlineHasher, type HasherPool } from './hasher.js';
import { createSlots } from './slots.js';

export type Received = { sizeBytes: number; digests: Digests };

export type ReceiveOptions = {
  algorithms: readonly Algorithm[];
  announcedBytes: number;
  /** Whether nobody else will read or write in the memory of what `source` gives. */
  freesChunks?: boolean;
};

const SLOT_BYTES = 512 * 1024;
/** Bodies up to here are hashed on the spot. */
const INLINE_BYTES = SLOT_BYTES;

const writeAll = async (file: FileHandle, view: Buffer, position: number): Promise<void> => {
  for (let done = 0; done < view.length; ) {
    done += (await file.write(view, done, view.length - done, position + done)).bytesWritten;
  }
};

/**
 * Gives a chunk's memory back at once. It lies outside of V8's heap, where so little is left to collect that a large PUT
 * would hold more than a hundred megabytes of it.
 */
const free = ({ buffer, byteLength }: Buffer): void => {
  // A part of a larger buffer may be read by others.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
};

/**
 * Writes a body to a file from position 0 and hashes it, both at the same time and in order, slot by slot; a sender that
 * is faster than the disk is held back. IncompleteBody as soon as more comes than was announced.
 */
export const receiveBody = async (
  pool: HasherPool,
  source: AsyncIterable<Buffer>,
  file: FileHandle,
  { algorithms, announcedBytes, freesChunks = false }: ReceiveOptions,
): Promise<Received> => {
  const hasher = announcedBytes <= INLINE_BYTES ? createInlineHasher(algorithms) : pool.open(algorithms);
  let [sizeBytes, written] = [0, 0];
  const slots = createSlots(Math.max(1, Math.min(SLOT_BYTES, announcedBytes)), ({ memory, view, used }) => {
    const position = written;
    written += used;
    return Promise.all([writeAll(file, view.subarray(0, used), position), hasher.update(memory, used)]);
  });

  try {
    for await (const chunk of source) {
      sizeBytes += chunk.length;
      if (sizeBytes > announcedBytes) throw new S3Error('IncompleteBody');
      await slots.add(chunk);
      if (freesChunks) free(chunk);
    }
    await slots.end();
    return { sizeBytes, digests: await hasher.digest() };
  } catch (error) {
    await slots.idle();
    throw error;
  } finally {
    hasher.drop();
  }
};
