import { readFileSync } from 'node:fs';
import type { Usage } from './benchmark.js';

// Linux's USER_HZ, fixed at 100 in its interface to programs on every architecture we run on.
const TICKS_PER_SECOND = 100;
const PERIOD_MS = 500;

/**
 * Samples /proc for a process and its descendants, because a sandbox stands between us and ffmpeg. The last half second
 * before the end may be missing, so it serves the watchdog and processes that were killed. Elsewhere than on Linux it
 * knows nothing and says zero. `onFound` gets every process once.
 */
export const watchUsage = (pid: number, onFound: (descendant: number) => void = () => {}) => {
  const cpuByPid = new Map<number, number>();
  let maxRssBytes = 0;
  const sample = () => {
    for (const descendant of family(pid)) {
      const seen = readProcess(descendant);
      if (!seen) continue;
      if (!cpuByPid.has(descendant)) onFound(descendant);
      cpuByPid.set(descendant, seen.cpuSeconds);
      maxRssBytes = Math.max(maxRssBytes, seen.maxRssBytes);
    }
  };
  const timer = setInterval(sample, PERIOD_MS);
  timer.unref();
  return {
    usage: (): Usage => ({ cpuSeconds: [...cpuByPid.values()].reduce((a, b) => a + b, 0), maxRssBytes }),
    [Symbol.dispose]: () => clearInterval(timer),
  };
};

const family = (pid: number): number[] => {
  const children = readText(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(family)];
};

const readProcess = (pid: number): Usage | undefined => {
  // The name in parentheses may hold spaces; what follows it is fixed (proc(5): utime is field 14, stime 15).
  const fields = readText(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  const ticks = Number(fields[11]) + Number(fields[12]);
  if (!Number.isFinite(ticks)) return undefined;
  const peak = /VmHWM:\s+(\d+) kB/.exec(readText(`/proc/${pid}/status`));
  return { cpuSeconds: ticks / TICKS_PER_SECOND, maxRssBytes: Number(peak?.[1] ?? 0) * 1024 };
};

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // ended meanwhile, or no /proc here
  }
};
