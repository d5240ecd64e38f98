import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One process of this machine, for ever: a pid alone is handed out again after a crash or a reboot. */
export type ProcessIdentity = { pid: number; startedAt: string };

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/** Field 22 of /proc/PID/stat (proc_pid_stat(5)): clock ticks between boot and the start. Undefined for a zombie. */
export const startTicks = (stat: string): string | undefined => {
  // The command name in field 2 may itself contain spaces and parentheses, so count from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
};

const startedAtLinux = (pid: number): string | undefined => {
  try {
    const ticks = startTicks(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return ticks && `${readFileSync(BOOT_ID, 'utf8').trim()}/${ticks}`;
  } catch {
    return undefined;
  }
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

/** When the process started, or undefined when there is none of this pid. */
export const processStartedAt = (pid: number): string | undefined =>
  process.platform === 'linux' ? startedAtLinux(pid) : startedAtElsewhere(pid);

export const identityOf = (pid: number): ProcessIdentity | undefined => {
  const startedAt = processStartedAt(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
};

/** Whether the very process that was recorded still runs. */
export const isRunning = (identity: ProcessIdentity): boolean => processStartedAt(identity.pid) === identity.startedAt;
