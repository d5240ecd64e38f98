import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type ProcessStat, processStat } from './process-stat.ts';

/** Identifies a process uniquely. A pid alone can be reused after a crash or a reboot. */
export type ProcessIdentity = { pid: number; startedAt: string };

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/** The start time in clock ticks; undefined for a zombie. Pure. */
export const runningSince = ({ state, startTicks }: ProcessStat): string | undefined =>
  state === 'Z' || state === 'X' ? undefined : startTicks;

const startedAtLinux = (pid: number): string | undefined => {
  const stat = processStat(pid);
  const ticks = stat && runningSince(stat);
  return ticks && `${readFileSync(BOOT_ID, 'utf8').trim()}/${ticks}`;
};

const startedAtElsewhere = (pid: number): string | undefined => {
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    });
    return started.trim() || undefined;
  } catch {
    return undefined;
  }
};

/** When the process started; undefined if it doesn't exist. */
export const processStartedAt = (pid: number): string | undefined =>
  process.platform === 'linux' ? startedAtLinux(pid) : startedAtElsewhere(pid);

export const identityOf = (pid: number): ProcessIdentity | undefined => {
  const startedAt = processStartedAt(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
};

/** False if another process has reused the pid. */
export const isRunning = (identity: ProcessIdentity): boolean => processStartedAt(identity.pid) === identity.startedAt;
