import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type ProcessEntry = { pid: number; parentPid: number; command: string };

const entryLinux = (pid: number): ProcessEntry => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Field 4 of proc_pid_stat(5), counted from the end of the name, which may contain anything.
  const parentPid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  return { pid, parentPid, command };
};

const entryElsewhere = (pid: number): ProcessEntry => {
  const options = { encoding: 'utf8', stdio: 'pipe' } as const;
  const [, parent, command] =
    /^\s*(\d+)\s+(.*)$/.exec(execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], options)) ?? [];
  return { pid, parentPid: Number(parent), command: command ?? '' };
};

/** What the system's process table says of a pid; undefined when there is no such process. */
export const processEntry = (pid: number): ProcessEntry | undefined => {
  try {
    return process.platform === 'linux' ? entryLinux(pid) : entryElsewhere(pid);
  } catch {
    return undefined;
  }
};
