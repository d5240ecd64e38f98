import { writeFileSync } from 'node:fs';

/** A tenth of the weight that another session has. */
const BACKGROUND_NICE = 10;

/**
 * Lets the session of a process stand behind others. Linux may share processors out among sessions, not threads (autogroup,
 * sched(7)), and every process in the sandbox has one of its own: one thread would get as much as an encoder with all of its. Where there are no such
 * groups (containers), it is one of many threads anyway.
 */
export const lowerGroup = (pid: number): void => {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(BACKGROUND_NICE));
  } catch {
    // ended meanwhile, not our process, or no such groups here
  }
};
