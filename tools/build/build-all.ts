import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, type Lock, nodeEnvironment, startChild, tailOf, takeLock } from '@media/local-services';
import { type BuildStep, buildSteps } from './build-steps.ts';
import { contentHash } from './content-hash.ts';

export type BuildOptions = {
  root: string;
  /** Defaults to true; false in development, where `next dev` compiles the pages. */
  withWeb?: boolean;
  report(line: string): void;
  /** Receives each child process, so that the caller can kill it when interrupted. */
  onSpawn?: (child: Child) => void;
};

const ERROR_LINES = 80;
const POLL_MS = 200;

/** Two concurrent builds would write the same files. */
const waitForLock = async (path: string, report: (line: string) => void): Promise<Lock> => {
  for (let waited = false; ; waited = true) {
    const outcome = takeLock(path);
    if ('lock' in outcome) return outcome.lock;
    if (!waited) report(`Waiting for another build (process ${outcome.heldBy.pid})`);
    await sleep(POLL_MS);
  }
};

const run = async (step: BuildStep, cache: string, onSpawn: BuildOptions['onSpawn']): Promise<void> => {
  const logFile = join(cache, `${step.name}.log`);
  rmSync(logFile, { force: true });
  const { name, command, args, cwd } = step;
  const child = await startChild({
    name,
    command,
    args,
    cwd,
    logFile,
    env: { ...nodeEnvironment(process.env), ...step.env },
  });
  onSpawn?.(child);
  const { code, signal } = await child.exited;
  if (code !== 0)
    throw new Error(
      `${step.title} failed (${signal ?? `exit code ${code}`}):\n${tailOf(logFile, { lines: ERROR_LINES })}`,
    );
};

/** Reports steps only if they take more than a second: `tsc -b` runs every time and usually has nothing to do. */
const reportIfSlow = (step: BuildStep, report: (line: string) => void): (() => void) => {
  const timer = setTimeout(() => report(step.title), 1_000);
  return () => clearTimeout(timer);
};

const readStamp = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

const buildStep = async (step: BuildStep, cache: string, options: BuildOptions): Promise<void> => {
  const stamp = join(cache, `${step.name}.hash`);
  const hash = step.inputs ? contentHash(options.root, step.inputs.paths) : '';
  if (step.inputs && existsSync(step.inputs.output) && readStamp(stamp) === hash) return;
  rmSync(stamp, { force: true });
  const stopReport = reportIfSlow(step, options.report);
  await run(step, cache, options.onSpawn).finally(stopReport);
  if (step.inputs) writeFileSync(stamp, hash);
};

/** Builds what changed since the last build, judged by content hashes. @throws Error with the failing tool's output */
export const buildAll = async (options: BuildOptions): Promise<void> => {
  const cache = join(options.root, 'node_modules/.cache/media-build');
  mkdirSync(cache, { recursive: true });
  const lock = await waitForLock(join(cache, 'build.lock'), options.report);
  try {
    for (const step of buildSteps(options.root, { withWeb: options.withWeb ?? true })) {
      await buildStep(step, cache, options);
    }
  } finally {
    lock.release();
  }
};
