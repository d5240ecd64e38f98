import type { FileHandle } from 'node:fs/promises';
import { S3Error } from '../http/s3-error.js';
import type { Algorithm, Digests } from './digests.js';
import { createInlineHasher, type HasherPool } from './hasher.js';
import { createSlots } from './slots.js';

export type Received = { sizeBytes: number; digests: Digests };

export type ReceiveOptions = {
  algorithms: readonly Algorithm[];
  declaredBytes: number;
  /** Whether the memory of the source's chunks can be freed after use. */
  freesChunks?: boolean;
};

const SLOT_BYTES = 512 * 1024;
/** Bodies up to this size are hashed on the calling thread. */
const INLINE_BYTES = SLOT_BYTES;

const writeAll = async (file: FileHandle, view: Buffer, position: number): Promise<void> => {
  for (let done = 0; done < view.length; ) {
    done += (await file.write(view, done, view.length - done, position + done)).bytesWritten;
  }
};

/**
 * Frees a chunk's memory immediately. It is outside of V8's heap, so garbage collection would let more than a hundred
 * megabytes accumulate during a large PUT.
 */
const free = ({ buffer, byteLength }: Buffer): void => {
  // If the chunk is a slice of a larger buffer, other code can still use the rest.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
};

/**
 * Writes a body to a file and hashes it concurrently, slot by slot, with backpressure if the sender is faster than the disk.
 * @throws IncompleteBody as soon as the body exceeds its declared size
 */
export const receiveBody = async (
  pool: HasherPool,
  source: AsyncIterable<Buffer>,
  file: FileHandle,
  { algorithms, declaredBytes, freesChunks = false }: ReceiveOptions,
): Promise<Received> => {
  const hasher = declaredBytes <= INLINE_BYTES ? createInlineHasher(algorithms) : pool.open(algorithms);
  let [sizeBytes, written] = [0, 0];
  const slots = createSlots(Math.max(1, Math.min(SLOT_BYTES, declaredBytes)), ({ memory, view, used }) => {
    const position = written;
    written += used;
    return Promise.all([writeAll(file, view.subarray(0, used), position), hasher.update(memory, used)]);
  });

  try {
    for await (const chunk of source) {
      sizeBytes += chunk.length;
      if (sizeBytes > declaredBytes) throw new S3Error('IncompleteBody');
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
