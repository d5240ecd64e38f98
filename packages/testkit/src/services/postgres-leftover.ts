import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess } from './end-process.ts';
import { identityOf } from './process-identity.ts';

const STOP_MS = 20_000;

const commandOf = (pid: number): string => {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
};

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
  if (identity && commandOf(pid).includes(dataDir)) await endProcess(identity, 'SIGINT', STOP_MS);
  rmSync(pidFile, { force: true });
};
