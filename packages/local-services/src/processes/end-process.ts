import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, type ProcessIdentity } from './process-identity.ts';

const POLL_MS = 25;

/** Kills the process group with this leader. Does nothing if it no longer exists. */
export const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // No longer exists.
  }
};

const isGone = async (identity: ProcessIdentity, timeoutMs: number): Promise<boolean> => {
  const deadline = performance.now() + timeoutMs;
  while (isRunning(identity)) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
};

/** Ends a process, which doesn't have to be our child: with `signal`, then SIGKILL after `graceMs`. Checks that the pid wasn't reused. */
export const endProcess = async (identity: ProcessIdentity, signal: NodeJS.Signals, graceMs: number): Promise<void> => {
  if (!isRunning(identity)) return;
  process.kill(identity.pid, signal);
  if (!(await isGone(identity, graceMs))) killGroup(identity.pid);
  await isGone(identity, graceMs);
};
