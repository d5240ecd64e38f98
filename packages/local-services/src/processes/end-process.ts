import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, type ProcessIdentity } from './process-identity.ts';

const POLL_MS = 25;

/** Kills a process that leads a group, with all of the group; what is gone already is no error. */
export const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing is left of it.
  }
};

const isGone = async (identity: ProcessIdentity, withinMs: number): Promise<boolean> => {
  const deadline = performance.now() + withinMs;
  while (isRunning(identity)) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
};

/** Ends a process that may be no child of ours: politely first, by SIGKILL after `graceMs`. Never another process of the same pid. */
export const endProcess = async (identity: ProcessIdentity, signal: NodeJS.Signals, graceMs: number): Promise<void> => {
  if (!isRunning(identity)) return;
  process.kill(identity.pid, signal);
  if (!(await isGone(identity, graceMs))) killGroup(identity.pid);
  await isGone(identity, graceMs);
};
