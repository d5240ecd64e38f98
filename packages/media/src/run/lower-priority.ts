import { writeFileSync } from 'node:fs';

/** About a tenth of the normal weight. */
const BACKGROUND_NICE = 10;

/**
 * Lowers the CPU priority of a process's session. Linux can distribute CPU time by session instead of by thread (autogroup, sched(7)), and
 * every sandboxed process has its own session: a single-threaded process would get as much time as an encoder with all of its threads.
 * Without autogroups (containers), it only competes as one of many threads.
 */
export const lowerPriority = (pid: number): void => {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(BACKGROUND_NICE));
  } catch {
    // The process has exited or isn't ours, or there are no autogroups.
  }
};
