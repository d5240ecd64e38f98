import type { FileHandle } from 'node:fs/promises';
import { S3Error } from '../http/s3-error.js';
import type { Algorithm, Digests } from './digests.js';
import { freeReceived } from './free-received.js';
import { createInlineHasher, type HasherPool } from './hasher.js';

export type Received = { sizeBytes: number; digests: Digests };

const SLOT_BYTES = 512 * 1024;
const SLOTS = 4;
/** Bodies up to here are hashed on the spot. */
const INLINE_BYTES = SLOT_BYTES;

type Slot = { memory: SharedArrayBuffer; view: Buffer; used: number; idle: Promise<void> };

const createSlot = (sizeBytes: number): Slot => {
  const memory = new SharedArrayBuffer(sizeBytes);
  return { memory, view: Buffer.from(memory), used: 0, idle: Promise.resolve() };
};

const writeAll = async (file: FileHandle, view: Buffer, position: number): Promise<void> => {
  for (let done = 0; done < view.length; ) {
    done += (await file.write(view, done, view.length - done, position + done)).bytesWritten;
  }
};

/**
 * Writes a body to a file from position 0 and hashes it. Chunks are gathered in four slots of shared memory that are
 * written and hashed at the same time, in order; a full set of slots holds the sender back. IncompleteBody as soon as
 * more comes than was announced.
 */
export const receiveBody = async (
  pool: HasherPool,
  source: AsyncIterable<Buffer>,
  file: FileHandle,
  { algorithms, announcedBytes }: { algorithms: readonly Algorithm[]; announcedBytes: number },
): Promise<Received> => {
  const hasher = announcedBytes <= INLINE_BYTES ? createInlineHasher(algorithms) : pool.open(algorithms);
  const slotBytes = Math.max(1, Math.min(SLOT_BYTES, announcedBytes));
  const slots = [createSlot(slotBytes)];
  let [slot, turn, sizeBytes, written] = [slots[0] ?? createSlot(slotBytes), 0, 0, 0];

  const flush = (): void => {
    const { memory, view, used } = slot;
    const done = Promise.all([writeAll(file, view.subarray(0, used), written), hasher.update(memory, used)]);
    written += used;
    slot.idle = done.then(() => undefined);
    slot.idle.catch(() => undefined); // awaited below, maybe later than it fails
  };
  const advance = async (): Promise<void> => {
    flush();
    turn = (turn + 1) % SLOTS;
    slot = slots[turn] ?? createSlot(slotBytes);
    slots[turn] = slot;
    await slot.idle;
    slot.used = 0;
  };

  try {
    for await (const chunk of source) {
      sizeBytes += chunk.length;
      if (sizeBytes > announcedBytes) throw new S3Error('IncompleteBody');
      for (let taken = 0; taken < chunk.length; ) {
        if (slot.used === slotBytes) await advance();
        const count = chunk.copy(slot.view, slot.used, taken);
        slot.used += count;
        taken += count;
      }
      freeReceived(chunk.length);
    }
    flush();
    await Promise.all(slots.map(({ idle }) => idle));
    return { sizeBytes, digests: await hasher.digest() };
  } catch (error) {
    await Promise.allSettled(slots.map(({ idle }) => idle));
    throw error;
  } finally {
    hasher.drop();
  }
};
