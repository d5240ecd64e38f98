import { readFileSync } from 'node:fs';

/** Linux counts CPU time in ticks of 1/100 s wherever Node runs. */
const TICKS_PER_SECOND = 100;

/** User and system time of a process and of all children that it has seen end, theirs included. */
export const cpuSecondsWithChildren = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; utime, stime, cutime and cstime are the 12th to 15th fields behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
};

/** The most memory a process ever had resident, in bytes. */
export const peakRssBytes = (pid: number): number => {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) * 1024;
};
