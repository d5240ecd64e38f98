import { readFileSync } from 'node:fs';
import { type ProcessStat, processStat } from '@media/local-services';

const PERIOD_MS = 50;

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the process has ended
  }
};

/** User and system time of one process so far, without its children; 0 if it has ended. */
export const cpuSecondsOf = (pid: number): number => processStat(pid)?.cpuSeconds ?? 0;

/** Peak resident memory of a process. */
export const peakRssBytes = (pid: number): number => {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) * 1024;
};

export const descendantsOf = (pid: number): number[] => {
  const children = readText(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
};

/**
 * Samples the CPU time of a process's descendants until disposed, because the sandbox doesn't propagate it to the parent.
 * Excludes ffmpeg, whose exact time is recorded in the attempts.
 */
export const watchOtherChildren = (pid: number) => {
  const seen = new Map<number, ProcessStat>();
  const timer = setInterval(() => {
    for (const child of descendantsOf(pid)) {
      const stat = processStat(child);
      if (stat) seen.set(child, stat);
    }
  }, PERIOD_MS);
  return {
    cpuSeconds: (): number =>
      [...seen.values()].filter(({ name }) => name !== 'ffmpeg').reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    [Symbol.dispose]: () => clearInterval(timer),
  };
};
