import { readFileSync } from 'node:fs';
import type { Usage } from './benchmark.js';

// Linux's USER_HZ, fixed at 100 in its interface to programs on every architecture we run on.
const TICKS_PER_SECOND = 100;
/** A process can touch about 200 MB of new memory meanwhile. */
const PERIOD_MS = 100;

export type UsageWatch = {
  /** Called once with every process of the family. */
  onFound?: ((descendant: number) => void) | undefined;
  /** Called at every sample with the resident memory of the whole family at that moment, in bytes. */
  onMemory?: (residentBytes: number) => void;
};

/**
 * Samples /proc for a process and its descendants, because a sandbox stands between us and ffmpeg. The last tenth of a second
 * before the end may be missing, so it serves the watchdogs and processes that were killed. Elsewhere than on Linux it
 * knows nothing and says zero.
 */
export const watchUsage = (pid: number, { onFound, onMemory }: UsageWatch = {}) => {
  const cpuByPid = new Map<number, number>();
  let maxRssBytes = 0;
  const sample = () => {
    let residentBytes = 0;
    for (const descendant of family(pid)) {
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

const family = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(family)];

export const childrenOf = (pid: number): number[] =>
  readText(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);

const readProcess = (pid: number): (Usage & { residentBytes: number }) | undefined => {
  // The name in parentheses may hold spaces; what follows it is fixed (proc(5): utime is field 14, stime 15).
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
    return ''; // ended meanwhile, or no /proc here
  }
};
