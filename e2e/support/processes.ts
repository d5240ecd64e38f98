import { readdirSync, readFileSync } from 'node:fs';

const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // it ended while we looked, or is not ours to see
  }
};

/** The processes whose command line or environment names `text`: on Linux all that a product with this DATA_DIR started. */
export const processesNaming = (text: string): { pid: number; command: string }[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => `${read(`/proc/${pid}/cmdline`)} ${read(`/proc/${pid}/environ`)}`.includes(text))
    .map((pid) => ({ pid: Number(pid), command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim() }))
    .filter(({ command }) => command !== '');

/** The processor time that a process has used, in ticks of 10 ms; 0 when it has ended. */
export const cpuTicksOf = (pid: number): number => {
  // Behind the name, which may hold anything: the 12th and 13th are utime and stime (proc(5), fields 14 and 15).
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
};
