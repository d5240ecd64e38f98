import { readFileSync } from 'node:fs';

/** Linux counts CPU time in ticks of 1/100 s wherever Node runs. */
const TICKS_PER_SECOND = 100;
const PERIOD_MS = 50;

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // ended meanwhile
  }
};

const readStat = (pid: number): { name: string; cpuSeconds: number } => {
  const stat = readText(`/proc/${pid}/stat`);
  const end = stat.lastIndexOf(')');
  // utime and stime are the 12th and 13th fields behind the name in parentheses, which may hold spaces.
  const [utime = 0, stime = 0] = stat
    .slice(end + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return { name: stat.slice(stat.indexOf('(') + 1, end), cpuSeconds: (utime + stime) / TICKS_PER_SECOND };
};

/** User and system time of one process so far, without its children. */
export const cpuSecondsOf = (pid: number): number => readStat(pid).cpuSeconds;

/** The most memory a process ever had resident, in bytes. */
export const peakRssBytes = (pid: number): number => {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) * 1024;
};

const descendants = (pid: number): number[] => {
  const children = readText(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
};

/**
 * Watches what a process starts, until disposed. ffmpeg is left out: the tries' records have its own exact account. The
 * sandbox between them does not hand CPU times up to the parent, so the rest (ffprobe, the sandbox) is sampled.
 */
export const watchOtherChildren = (pid: number) => {
  const seen = new Map<number, ReturnType<typeof readStat>>();
  const timer = setInterval(() => {
    for (const child of descendants(pid)) {
      const stat = readStat(child);
      if (stat.name) seen.set(child, stat);
    }
  }, PERIOD_MS);
  return {
    cpuSeconds: (): number =>
      [...seen.values()].filter(({ name }) => name !== 'ffmpeg').reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    [Symbol.dispose]: () => clearInterval(timer),
  };
};
