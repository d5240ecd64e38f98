import { readFileSync } from 'node:fs';

/** Fields of /proc/PID/stat, see proc_pid_stat(5). */
export type ProcessStat = {
  name: string;
  /** One letter: Z is a zombie, X is dead. */
  state: string;
  parentPid: number;
  /** Start time in clock ticks since boot. */
  startTicks: string;
  /** User and system time so far, without children. */
  cpuSeconds: number;
  /** The same for all children that have exited. */
  endedChildrenCpuSeconds: number;
};

/** 100 on every Linux platform that Node.js supports. */
const TICKS_PER_SECOND = 100;

/** Reads the text of /proc/PID/stat. Pure. */
export const parseProcessStat = (text: string): ProcessStat => {
  // The name in field 2 can contain spaces and parentheses, so parse after its last parenthesis.
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

/** Undefined if the process doesn't exist. Linux only. */
export const processStat = (pid: number): ProcessStat | undefined => {
  try {
    return parseProcessStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
};
