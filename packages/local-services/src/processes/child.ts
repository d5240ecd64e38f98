import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, statSync } from 'node:fs';
import { confine, type RunAs } from './confine.ts';
import { killGroup } from './end-process.ts';
import { tailOf } from './log-tail.ts';
import { machineEnvironment } from './machine-environment.ts';
import { identityOf, type ProcessIdentity } from './process-identity.ts';

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

export type ChildOptions = {
  name: string;
  command: string;
  args: readonly string[];
  /** stdout and stderr are appended here. A pipe would block or break if its reader stalls or exits. */
  logFile: string;
  /** Defaults to variables of the machine, without our secrets. */
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  runAs?: RunAs;
  /** Standard input, for example a secret: arguments are visible to every user of the machine. */
  input?: string;
  /** Files it creates aren't readable by other users. */
  isPrivate?: boolean;
  /** The signal for a clean shutdown. Defaults to SIGTERM. */
  stopSignal?: NodeJS.Signals;
};

export type Child = {
  name: string;
  identity: ProcessIdentity;
  logFile: string;
  /** The last lines written by this process, not by an earlier one. */
  logTail(): string;
  exited: Promise<Exit>;
  hasExited(): boolean;
  /** Stops it, and kills its process group after `graceMs`. */
  stop(graceMs?: number): Promise<Exit>;
  /** SIGKILL. */
  kill(): Promise<Exit>;
};

const GRACE_MS = 10_000;
/** Others can traverse folders, which ffmpeg's user needs when root runs the product, but can't read anything. */
const PRIVATE_UMASK = 0o066;

/** A child inherits the umask of its parent; spawn has no option for it. */
const withUmask = <Result>(mask: number | undefined, work: () => Result): Result => {
  if (mask === undefined) return work();
  const previous = process.umask(mask);
  try {
    return work();
  } finally {
    process.umask(previous);
  }
};

const launch = (options: ChildOptions): ChildProcess => {
  const { command, args, uid, gid } = confine(options);
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    const child = withUmask(options.isPrivate ? PRIVATE_UMASK : undefined, () =>
      spawn(command, args, {
        cwd: options.cwd,
        env: options.env ?? machineEnvironment(process.env),
        stdio: [options.input === undefined ? 'ignore' : 'pipe', log, log],
        // A separate process group, so that Ctrl-C reaches only the launcher, which then stops everything in order.
        detached: true,
        ...(uid === undefined ? {} : { uid, gid }),
      }),
    );
    child.stdin?.on('error', () => undefined); // it exited before reading, which `exited` reports
    child.stdin?.end(options.input);
    return child;
  } finally {
    closeSync(log);
  }
};

const exitOf = async (child: ChildProcess): Promise<Exit> => {
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return { code, signal };
};

/** Starts a program in its own process group, with its output in a file. Throws if it can't be spawned. */
export const startChild = async (options: ChildOptions): Promise<Child> => {
  const logOffset = statSync(options.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const child = launch(options);
  const exited = exitOf(child);
  exited.catch(() => undefined); // the next line throws spawn errors
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const identity = identityOf(pid) ?? { pid, startedAt: 'gone' };
  const hasExited = () => child.exitCode !== null || child.signalCode !== null;

  const end = async (signal: NodeJS.Signals, graceMs: number): Promise<Exit> => {
    if (hasExited()) return exited;
    child.kill(signal);
    const timer = setTimeout(() => killGroup(pid), graceMs);
    const exit = await exited.finally(() => clearTimeout(timer));
    killGroup(pid); // remaining processes of its group
    return exit;
  };

  return {
    name: options.name,
    identity,
    logFile: options.logFile,
    logTail: () => tailOf(options.logFile, { from: logOffset }),
    exited,
    hasExited,
    stop: (graceMs = GRACE_MS) => end(options.stopSignal ?? 'SIGTERM', graceMs),
    kill: () => end('SIGKILL', 0),
  };
};

/** Waits until `ready` returns true. Throws with the log's tail if the child exits first or after `timeoutMs`. */
export const untilReady = async (child: Child, ready: () => Promise<boolean>, timeoutMs: number): Promise<void> => {
  const deadline = performance.now() + timeoutMs;
  while (!(await ready())) {
    if (child.hasExited())
      throw new Error(`${child.name} exited while starting. Last lines of its log:\n${child.logTail()}`);
    if (performance.now() > deadline)
      throw new Error(
        `${child.name} wasn't ready after ${timeoutMs / 1000} s. Last lines of its log:\n${child.logTail()}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
