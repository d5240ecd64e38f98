import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, statSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { AppError } from '@media/core';
import { confine } from '../sandbox/confine.js';
import { type ConfinedCall, FILTER_FD, type Sandbox } from '../sandbox/sandbox.js';

export type Confined = {
  pid: number;
  /** Null unless it reads its standard input. */
  stdin: Writable | null;
  /** Null if another process reads it. */
  stdout: Readable | null;
  stderr: Readable;
  exited: Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }>;
  /** Sends SIGKILL to the process group, because ffmpeg can ignore SIGTERM. */
  kill(): void;
};

// Nothing from the worker's environment, because it contains secrets. Fewer malloc arenas limit memory use.
const ENVIRONMENT = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LANG: 'C.UTF-8',
  HOME: '/nonexistent',
  MALLOC_ARENA_MAX: '4',
};

/** What its standard streams are connected to, besides us. */
export type Pipes = {
  /** Whether it reads its standard input. If not, that is empty. */
  reads?: boolean;
  /** The standard input of another process. */
  writesTo?: Writable;
};

/**
 * The only place in the product that starts processes for media. Each leads its own process group, so that one signal ends all of it.
 * Throws SANDBOX_UNAVAILABLE if a program is missing.
 */
export const spawnConfined = async (
  sandbox: Pick<Sandbox, 'mode' | 'owner'>,
  call: ConfinedCall,
  { reads = false, writesTo }: Pipes = {},
): Promise<Confined> => {
  if (sandbox.owner) grantAccess(sandbox.owner, call);
  const { command, args, uid, gid, filter } = confine(sandbox, call);
  const child = spawn(command, args, {
    detached: true,
    cwd: '/',
    env: ENVIRONMENT,
    stdio: [reads ? 'pipe' : 'ignore', writesTo ?? 'pipe', 'pipe', filter ? 'pipe' : 'ignore'],
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  }) as ChildProcess & { stderr: Readable };
  if (filter) sendFilter(child, filter);
  const exited = new Promise<Awaited<Confined['exited']>>((resolve) => {
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  await started(child, command);
  const pid = child.pid ?? 0;
  return { pid, stdin: child.stdin, stdout: child.stdout, stderr: child.stderr, exited, kill: () => killGroup(pid) };
};

const sendFilter = ({ stdio }: ChildProcess, filter: Buffer): void => {
  const channel = stdio[FILTER_FD] as Writable | undefined;
  channel?.on('error', () => undefined); // it exited before it read the filter; its exit code shows that
  channel?.end(filter);
};

const started = (child: ChildProcess, command: string): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => reject(new AppError('SANDBOX_UNAVAILABLE', { command }, { cause })));
  });

const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/** If we are root, the process runs as another user, which must own its folder and be able to read its inputs. */
const grantAccess = ({ uid, gid }: { uid: number; gid: number }, { workDir, inputs }: ConfinedCall): void => {
  chownSync(workDir, uid, gid);
  chmodSync(workDir, 0o700);
  for (const input of inputs) {
    const { uid: inputOwner, mode } = statSync(input);
    if ((mode & 0o004) !== 0 || inputOwner === uid) continue;
    chownSync(input, inputOwner, gid);
    chmodSync(input, (mode & 0o777) | 0o040);
  }
};
