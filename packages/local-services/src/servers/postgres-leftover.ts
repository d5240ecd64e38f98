import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess } from '../processes/end-process.ts';
import { identityOf } from '../processes/process-identity.ts';
import { processEntry } from '../processes/process-table.ts';

const STOP_MS = 20_000;

/**
 * Cleans up after a crash. Stops a server that still runs on this folder, and removes a stale postmaster.pid: if another
 * process has reused the pid, PostgreSQL would mistake it for a server and refuse to start.
 */
export const clearPostgresLeftover = async (dataDir: string): Promise<void> => {
  const pidFile = join(dataDir, 'postmaster.pid');
  let pid: number;
  try {
    pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  } catch {
    return; // clean shutdown
  }
  const identity = pid > 0 ? identityOf(pid) : undefined;
  if (identity && processEntry(pid)?.command.includes(dataDir)) await endProcess(identity, 'SIGINT', STOP_MS);
  rmSync(pidFile, { force: true });
};
