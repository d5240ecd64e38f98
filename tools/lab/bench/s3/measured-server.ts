import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpuSecondsOf, peakRssBytes } from '../process-cost.ts';

/** A server in a separate process, with its resource usage. */
export type MeasuredServer = {
  url: string;
  /** User and system time so far. */
  cpuSeconds(): number;
  /** Peak resident memory. */
  peakRssBytes(): number;
  stop(): Promise<void>;
};

const firstUrl = async (child: ChildProcess, modulePath: string): Promise<string> => {
  const signal = AbortSignal.timeout(10_000);
  const [message] = await Promise.race([
    once(child, 'message', { signal }),
    once(child, 'exit', { signal }).then(() =>
      Promise.reject(new Error(`${modulePath} exited before it was listening.`)),
    ),
  ]);
  return message.url;
};

/** Starts a module that sends `{ url }` to its parent when it is listening. */
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
    cpuSeconds: () => cpuSecondsOf(pid),
    peakRssBytes: () => peakRssBytes(pid),
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
};
