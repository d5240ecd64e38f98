import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** A server in a process of its own, whose costs can be read. */
export type MeasuredServer = {
  url: string;
  /** User and system time so far. */
  cpuSeconds(): number;
  /** The most memory it ever had resident. */
  peakRssBytes(): number;
  stop(): Promise<void>;
};

/** Linux counts CPU time in ticks of 1/100 s wherever Node runs. */
const TICKS_PER_SECOND = 100;

const readCpuSeconds = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; utime and stime are the 12th and 13th fields behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
};

const readPeakRssBytes = (pid: number): number => {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) * 1024;
};

const firstUrl = async (child: ChildProcess, modulePath: string): Promise<string> => {
  const signal = AbortSignal.timeout(10_000);
  const [message] = await Promise.race([
    once(child, 'message', { signal }),
    once(child, 'exit', { signal }).then(() => Promise.reject(new Error(`${modulePath} ended before it listened.`))),
  ]);
  return message.url;
};

/** Starts a module that sends `{ url }` to its parent when it listens. */
export const startMeasured = async (
  modulePath: string,
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<MeasuredServer> => {
  const child = fork(modulePath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = await firstUrl(child, modulePath);
  const pid = child.pid ?? 0;
  return {
    url,
    cpuSeconds: () => readCpuSeconds(pid),
    peakRssBytes: () => readPeakRssBytes(pid),
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
};
