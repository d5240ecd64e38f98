import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { processStat } from './process-stat.ts';

export type ProcessEntry = { pid: number; parentPid: number; command: string };

const entryLinux = (pid: number): ProcessEntry | undefined => {
  const stat = processStat(pid);
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  return stat && { pid, parentPid: stat.parentPid, command };
};

const entryElsewhere = (pid: number): ProcessEntry => {
  const options = { encoding: 'utf8', stdio: 'pipe' } as const;
  const [, parent, command] =
    /^\s*(\d+)\s+(.*)$/.exec(execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], options)) ?? [];
  return { pid, parentPid: Number(parent), command: command ?? '' };
};

/** Undefined if the process doesn't exist. */
export const processEntry = (pid: number): ProcessEntry | undefined => {
  try {
    return process.platform === 'linux' ? entryLinux(pid) : entryElsewhere(pid);
  } catch {
    return undefined;
  }
};
