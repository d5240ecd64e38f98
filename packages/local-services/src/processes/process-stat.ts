import { readFileSync } from 'node:fs';

/** What Linux's process table says of a process, by proc_pid_stat(5). */
export type ProcessStat = {
  name: string;
  /** A letter; Z is a zombie, X is dead. */
  state: string;
  parentPid: number;
  /** When it started, in clock ticks since the machine started. */
  startTicks: string;
  /** User and system time so far, without children. */
  cpuSeconds: number;
  /** The same of all children that have ended. */
  endedChildrenCpuSeconds: number;
};

/** Linux counts processor time in ticks of 1/100 s wherever Node runs. */
const TICKS_PER_SECOND = 100;

/** Reads the text of /proc/PID/stat. Pure. */
export const parseProcessStat = (text: string): ProcessStat => {
  // The name in field 2 may itself contain spaces and parentheses, so count from its end.
  const end = text.lastIndexOf(')');
  const fields = text.slice(end + 2).split(' ');
  const field = (number: number): string => fields[number - 3] ?? '';
  const seconds = (...numbers: number[]): number =>
    numbers.reduce((ticks, number) => ticks + Number(field(number)), 0) / TICKS_PER_SECOND;
  return {
    name: text.slice(text.indexOf('(') + 1, end),
    state: field(3),
    parentPid: Number(field(4)),
    startTicks: field(22),
    cpuSeconds: seconds(14, 15),
    endedChildrenCpuSeconds: seconds(16, 17),
  };
};

/** Undefined when there is no such process. Linux only. */
export const processStat = (pid: number): ProcessStat | undefined => {
  try {
    return parseProcessStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
};
