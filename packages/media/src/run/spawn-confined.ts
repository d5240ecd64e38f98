import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { chmodSync, chownSync, statSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { AppError } from '@media/core';
import { confine } from '../sandbox/confine.js';
import { type ConfinedCall, FILTER_FD, type Sandbox } from '../sandbox/sandbox.js';

export type Confined = {
  pid: number;
  stdout: Readable;
  stderr: Readable;
  exited: Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }>;
  /** SIGKILL to the whole group: ffmpeg can ignore SIGTERM. */
  kill(): void;
};

// Nothing of the worker's environment: it holds the keys to the house. Fewer malloc arenas keep the memory bounded.
const ENVIRONMENT = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LANG: 'C.UTF-8',
  HOME: '/nonexistent',
  MALLOC_ARENA_MAX: '4',
};

/**
 * The only place in the product that starts a process to touch media. It leads a group of its own, so that one signal ends all
 * of it. Throws SANDBOX_UNAVAILABLE when a program is missing.
 */
export const spawnConfined = async (
  sandbox: Pick<Sandbox, 'mode' | 'owner'>,
  call: ConfinedCall,
): Promise<Confined> => {
  if (sandbox.owner) handOver(sandbox.owner, call);
  const { command, args, uid, gid, filter } = confine(sandbox, call);
  const child = spawn(command, args, {
    detached: true,
    cwd: '/',
    env: ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'pipe', filter ? 'pipe' : 'ignore'],
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  }) as ChildProcessByStdio<null, Readable, Readable>;
  if (filter) handFilter(child, filter);
  const exited = new Promise<Awaited<Confined['exited']>>((resolve) => {
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  await started(child, command);
  const pid = child.pid ?? 0;
  return { pid, stdout: child.stdout, stderr: child.stderr, exited, kill: () => killGroup(pid) };
};

const handFilter = ({ stdio }: ChildProcess, filter: Buffer): void => {
  const channel = stdio[FILTER_FD] as Writable | undefined;
  channel?.on('error', () => undefined); // it ended before it read: its exit tells that
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

/** As root we give the process a user of its own: it must own its folder and be able to read its inputs. */
const handOver = ({ uid, gid }: { uid: number; gid: number }, { workDir, inputs }: ConfinedCall): void => {
  chownSync(workDir, uid, gid);
  chmodSync(workDir, 0o700);
  for (const input of inputs) {
    const { uid: inputOwner, mode } = statSync(input);
    if ((mode & 0o004) !== 0 || inputOwner === uid) continue;
    chownSync(input, inputOwner, gid);
    chmodSync(input, (mode & 0o777) | 0o040);
  }
};
