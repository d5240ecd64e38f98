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
  /** stdout and stderr are appended here. A file, not a pipe: a child must outlive neither reader nor buffer. */
  logFile: string;
  /** Where it is, and none of the secrets in our own environment, unless told. */
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  runAs?: RunAs;
  /** What it reads from its standard input, such as a secret, which an argument would show to every user of the machine. */
  input?: string;
  /** Closes what it writes to other users of the machine. */
  isPrivate?: boolean;
  /** What asks this program to end in order; SIGTERM unless told. */
  stopSignal?: NodeJS.Signals;
};

export type Child = {
  name: string;
  identity: ProcessIdentity;
  logFile: string;
  /** The last lines that this process, not an earlier one, has written. */
  logTail(): string;
  exited: Promise<Exit>;
  hasExited(): boolean;
  /** Asks it to end, kills its whole group after `graceMs`, and returns when it is gone. */
  stop(graceMs?: number): Promise<Exit>;
  /** kill -9, as a power cut would. */
  kill(): Promise<Exit>;
};

const GRACE_MS = 10_000;
/** Others read nothing; they may pass through folders, as ffmpeg's user must where root processes videos. */
const PRIVATE_UMASK = 0o066;

/** A process inherits the mask of whoever starts it: there is no other way to give it one of its own. */
const withUmask = <Result>(mask: number | undefined, work: () => Result): Result => {
  if (mask === undefined) return work();
  const ours = process.umask(mask);
  try {
    return work();
  } finally {
    process.umask(ours);
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
        // A group of its own: Ctrl-C in the terminal reaches the launcher only, which then stops in order.
        detached: true,
        ...(uid === undefined ? {} : { uid, gid }),
      }),
    );
    child.stdin?.on('error', () => undefined); // it ended before it read: that is told by its exit
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

/** Starts a program in its own process group, with its output in a file. Throws when it cannot be started at all. */
export const startChild = async (options: ChildOptions): Promise<Child> => {
  const logOffset = statSync(options.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const child = launch(options);
  const exited = exitOf(child);
  exited.catch(() => undefined); // a spawn error is thrown by the next line, once
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const identity = identityOf(pid) ?? { pid, startedAt: 'gone' };
  const hasExited = () => child.exitCode !== null || child.signalCode !== null;

  const end = async (signal: NodeJS.Signals, graceMs: number): Promise<Exit> => {
    if (hasExited()) return exited;
    child.kill(signal);
    const timer = setTimeout(() => killGroup(pid), graceMs);
    const exit = await exited.finally(() => clearTimeout(timer));
    killGroup(pid); // what it left behind in its group
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

/** Waits until `ready` answers true, and throws with the log's tail when the child ends or `withinMs` passes first. */
export const untilReady = async (child: Child, ready: () => Promise<boolean>, withinMs: number): Promise<void> => {
  const deadline = performance.now() + withinMs;
  while (!(await ready())) {
    if (child.hasExited()) throw new Error(`${child.name} ended while starting. Its log says:\n${child.logTail()}`);
    if (performance.now() > deadline)
      throw new Error(`${child.name} was not ready after ${withinMs / 1000} s. Its log says:\n${child.logTail()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
