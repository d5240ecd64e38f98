import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Node reads every 64 KiB of a body into new memory outside of V8's heap. What stays in the heap is so small that V8 sees
// no reason to collect it: a large PUT then holds 180 MB. Collecting the young generation takes less than a millisecond
// and is all it needs; the sweeping is done on the spot because on a busy machine the thread for it comes too late.
const COLLECT_EVERY_BYTES = 8 * 1024 * 1024;

let collect: ((options: { type: 'minor' }) => void) | undefined;
let receivedBytes = 0;

/** Counts bytes that were read and copied, and frees their memory every 8 MiB. */
export const freeReceived = (sizeBytes: number): void => {
  receivedBytes += sizeBytes;
  if (receivedBytes < COLLECT_EVERY_BYTES) return;
  receivedBytes = 0;
  if (!collect) {
    setFlagsFromString('--no-concurrent-array-buffer-sweeping');
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc');
  }
  collect?.({ type: 'minor' });
};
