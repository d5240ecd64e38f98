import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Node reads every 64 KiB of a stream into new memory outside of V8's heap. What stays in the heap is so small that V8
// sees no reason to collect it, and a large file in passing then holds hundreds of megabytes. Collecting the young
// generation takes less than a millisecond and is all it needs.
const COLLECT_EVERY_BYTES = 8 * 1024 * 1024;

let collect: ((options: { type: 'minor' }) => void) | undefined;
let passedBytes = 0;

/** Counts bytes that streamed through this process, and frees their memory every 8 MiB. */
export const freePassed = (sizeBytes: number): void => {
  passedBytes += sizeBytes;
  if (passedBytes < COLLECT_EVERY_BYTES) return;
  passedBytes = 0;
  if (!collect) {
    // On a busy machine the thread that would sweep comes too late.
    setFlagsFromString('--no-concurrent-array-buffer-sweeping');
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc');
  }
  collect?.({ type: 'minor' });
};
