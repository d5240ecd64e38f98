import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild, untilReady } from '@media/local-services';
import { runDir } from './infrastructure.ts';

export type NodeProcess = Child & {
  /** Output so far, stdout and stderr. */
  log(): string;
  /** Waits for the first line that contains the text or matches. @throws Error with the end of the log */
  waitForLine(pattern: string | RegExp, withinMs?: number): Promise<string>;
};

/** Only catches hangs. */
const WITHIN_MS = 120_000;

/** Spawns a built entry point such as apps/worker/dist/main.js. If the process is still running, it ends with the test run. */
export const spawnNode = async (
  entry: string,
  env: NodeJS.ProcessEnv = {},
  args: readonly string[] = [],
): Promise<NodeProcess> => {
  const child = await startChild({
    name: entry,
    command: process.execPath,
    args: [entry, ...args],
    env: { ...process.env, ...env },
    logFile: join(runDir(), `${randomUUID()}.log`),
  });
  const log = () => readFileSync(child.logFile, 'utf8');
  const find = (pattern: string | RegExp) =>
    log()
      .split('\n')
      .find((line) => (typeof pattern === 'string' ? line.includes(pattern) : pattern.test(line)));

  return {
    ...child,
    log,
    waitForLine: async (pattern, withinMs = WITHIN_MS) => {
      await untilReady(child, async () => find(pattern) !== undefined, withinMs);
      return find(pattern) ?? '';
    },
  };
};
