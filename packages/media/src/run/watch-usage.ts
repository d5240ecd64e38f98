import { readFileSync } from 'node:fs';
import type { Usage } from './benchmark.js';

// Linux's USER_HZ, which is 100 on every architecture that we support.
const TICKS_PER_SECOND = 100;
/** In this time, a process can allocate about 200 MB. */
const PERIOD_MS = 100;

export type UsageWatch = {
  /** Called once for each process of the tree. */
  onFound?: ((descendant: number) => void) | undefined;
  /** Called at every sample with the current resident memory of the whole tree, in bytes. */
  onMemory?: (residentBytes: number) => void;
};

/**
 * Samples /proc for a process and its descendants, because ffmpeg runs inside a sandbox process. Up to 0.1 s before the exit can be missing,
 * so this is for watchdogs and killed processes. Always zero on systems other than Linux.
 */
export const watchUsage = (pid: number, { onFound, onMemory }: UsageWatch = {}) => {
  const cpuByPid = new Map<number, number>();
  let maxRssBytes = 0;
  const sample = () => {
    let residentBytes = 0;
    for (const descendant of processTree(pid)) {
      const seen = readProcess(descendant);
      if (!seen) continue;
      if (!cpuByPid.has(descendant)) onFound?.(descendant);
      cpuByPid.set(descendant, seen.cpuSeconds);
      residentBytes += seen.residentBytes;
      maxRssBytes = Math.max(maxRssBytes, seen.maxRssBytes);
    }
    maxRssBytes = Math.max(maxRssBytes, residentBytes);
    onMemory?.(residentBytes);
  };
  const timer = setInterval(sample, PERIOD_MS);
  timer.unref();
  return {
    usage: (): Usage => ({ cpuSeconds: [...cpuByPid.values()].reduce((a, b) => a + b, 0), maxRssBytes }),
    [Symbol.dispose]: () => clearInterval(timer),
  };
};

const processTree = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(processTree)];

export const childrenOf = (pid: number): number[] =>
  readText(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);

const readProcess = (pid: number): (Usage & { residentBytes: number }) | undefined => {
  // The name in parentheses can contain spaces; the fields after it are fixed (proc(5): utime is field 14, stime 15).
  const fields = readText(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  const ticks = Number(fields[11]) + Number(fields[12]);
  if (!Number.isFinite(ticks)) return undefined;
  const status = readText(`/proc/${pid}/status`);
  const bytes = (field: RegExp): number => Number(field.exec(status)?.[1] ?? 0) * 1024;
  return {
    cpuSeconds: ticks / TICKS_PER_SECOND,
    residentBytes: bytes(/VmRSS:\s+(\d+) kB/),
    maxRssBytes: bytes(/VmHWM:\s+(\d+) kB/),
  };
};

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the process has exited, or there is no /proc
  }
};
