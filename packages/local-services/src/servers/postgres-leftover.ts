import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess } from '../processes/end-process.ts';
import { identityOf } from '../processes/process-identity.ts';
import { processEntry } from '../processes/process-table.ts';

const STOP_MS = 20_000;

/**
 * Clears what a crash left: a server still running on this folder is stopped, and a postmaster.pid whose pid now
 * belongs to someone else is removed, because PostgreSQL would take that process for a server and refuse to start.
 */
export const clearPostgresLeftover = async (dataDir: string): Promise<void> => {
  const pidFile = join(dataDir, 'postmaster.pid');
  let pid: number;
  try {
    pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  } catch {
    return; // it was stopped in order
  }
  const identity = pid > 0 ? identityOf(pid) : undefined;
  if (identity && processEntry(pid)?.command.includes(dataDir)) await endProcess(identity, 'SIGINT', STOP_MS);
  rmSync(pidFile, { force: true });
};
