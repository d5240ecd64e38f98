import { writeFileSync } from 'node:fs';
import { BACKGROUND_NICE } from '../sandbox/confine.js';

/**
 * Linux may schedule sessions against each other, whatever the niceness of the processes in them (autogroup, sched(7)), and the
 * sandbox makes a session of its own for each. Its niceness is set by any process of it; where there are no such groups, `nice` does.
 */
export const lowerGroup = (pid: number): void => {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(BACKGROUND_NICE));
  } catch {
    // ended meanwhile, not our process, or no autogroups here
  }
};
