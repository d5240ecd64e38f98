import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Node allocates every 64 KiB of a stream outside of V8's heap. The objects on the heap are so small that V8 doesn't collect
// them, so streaming a large file can retain hundreds of megabytes. A minor collection takes less than a millisecond and
// frees them.
const COLLECT_EVERY_BYTES = 8 * 1024 * 1024;

let collect: ((options: { type: 'minor' }) => void) | undefined;
let streamedBytes = 0;

/** Call with the size of each streamed chunk; frees the memory of earlier chunks every 8 MiB. */
export const reclaimMemory = (sizeBytes: number): void => {
  streamedBytes += sizeBytes;
  if (streamedBytes < COLLECT_EVERY_BYTES) return;
  streamedBytes = 0;
  if (!collect) {
    // On a busy machine, the concurrent sweeper thread runs too late.
    setFlagsFromString('--no-concurrent-array-buffer-sweeping');
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc');
  }
  collect?.({ type: 'minor' });
};
