import { readFileSync } from 'node:fs';
import { descendantsOf } from '../process-cost.ts';

/** Times are up to this much too long. */
const SAMPLE_MS = 2;

export type Starts = Disposable & {
  /** When each ffmpeg was first seen, in milliseconds since 1970. */
  times(): Iterable<number>;
};

/** Samples the descendants of processes until disposed. */
export const watchStarts = (pids: readonly number[]): Starts => {
  const started = new Map<number, number>();
  const timer = setInterval(() => {
    for (const pid of pids.flatMap(descendantsOf)) if (!started.has(pid) && isFfmpeg(pid)) started.set(pid, Date.now());
  }, SAMPLE_MS);
  return { times: () => started.values(), [Symbol.dispose]: () => clearInterval(timer) };
};

const isFfmpeg = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'ffmpeg';
  } catch {
    return false; // it has ended
  }
};
