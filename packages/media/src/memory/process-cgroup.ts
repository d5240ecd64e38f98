import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf } from '../run/watch-usage.js';
import type { OwnCgroup } from './find-own-cgroup.js';

/** Dispose of it after all of its processes have exited. */
export type ProcessCgroup = AsyncDisposable & {
  /** Memory of the processes when the kernel killed them at the limit. Excludes page cache, which the kernel drops first. */
  killedAtBytes(): number | undefined;
};

type LimitedProcess = { pid: number; limitBytes: number; onFailure: (error: unknown) => void };

type Files = {
  /** In the order that the kernel requires. The first is mandatory; swap accounting and oom.group can be missing. */
  limits: (limitBytes: number) => readonly [name: string, value: number][];
  /** Whether it exceeded its own limit, not that of a parent cgroup or of the machine. Throws if the kernel doesn't report that. */
  wasKilled: (dir: string) => boolean;
};

const FILES: Record<OwnCgroup['version'], Files> = {
  1: {
    limits: (limitBytes) => [
      ['memory.limit_in_bytes', limitBytes],
      ['memory.memsw.limit_in_bytes', limitBytes],
    ],
    wasKilled: (dir) => count(dir, 'memory.oom_control', 'oom_kill') > 0 && wasFull(dir),
  },
  2: {
    limits: (limitBytes) => [
      ['memory.max', limitBytes],
      ['memory.swap.max', 0],
      ['memory.oom.group', 1],
    ],
    wasKilled: (dir) => count(dir, 'memory.events', 'oom_kill') > 0 && count(dir, 'memory.events', 'oom') > 0,
  },
};

const TRIAL_BYTES = 2 ** 30;
/** Bubblewrap can still be tearing down the sandbox after its parent has exited. */
const REMOVAL_DELAYS_MS = [5, 20, 100, 300, 1000];

/** The name starts with the worker's PID to identify cgroups of dead workers. */
export const makeGroup = (parent: string): string => {
  const dir = join(parent, `media-${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(dir);
  return dir;
};

/** Creates a cgroup, limits it, reads its counters, and removes it. Throws if any of that fails. */
export const tryGroup = (own: OwnCgroup): void => {
  const dir = makeLimited(own, TRIAL_BYTES);
  try {
    FILES[own.version].wasKilled(dir);
  } finally {
    rmdirSync(dir);
  }
};

/** Limits a process and all of its descendants. Undefined if no cgroup can be created. */
export const limitProcess = (
  own: OwnCgroup,
  { pid, limitBytes, onFailure }: LimitedProcess,
): ProcessCgroup | undefined => {
  const attempt = <T>(action: () => T): T | undefined => {
    try {
      return action();
    } catch (error) {
      onFailure(error);
      return undefined;
    }
  };
  const dir = attempt(() => makeLimited(own, limitBytes));
  if (dir === undefined) return undefined;
  attempt(() => enter(dir, pid));
  return {
    killedAtBytes: () => (attempt(() => FILES[own.version].wasKilled(dir)) ? limitBytes : undefined),
    [Symbol.asyncDispose]: () => remove(dir).catch(onFailure),
  };
};

const makeLimited = (own: OwnCgroup, limitBytes: number): string => {
  const dir = makeGroup(own.dir);
  try {
    for (const [index, [name, value]] of FILES[own.version].limits(limitBytes).entries())
      if (index === 0 || exists(dir, name)) writeFileSync(join(dir, name), String(value));
    return dir;
  } catch (error) {
    rmdirSync(dir);
    throw error;
  }
};

/** Parents first, so that processes started meanwhile are already in the cgroup. */
const enter = (dir: string, pid: number): void => {
  try {
    writeFileSync(join(dir, 'cgroup.procs'), String(pid));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it has already exited
  }
  for (const child of childrenOf(pid)) enter(dir, child);
};

const remove = async (dir: string): Promise<void> => {
  for (const delayMs of REMOVAL_DELAYS_MS) {
    try {
      return rmdirSync(dir);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
      await sleep(delayMs);
    }
  }
  rmdirSync(dir);
};

const count = (dir: string, file: string, name: string): number => {
  const found = new RegExp(`^${name} (\\d+)$`, 'm').exec(read(dir, file))?.[1];
  if (found === undefined) throw new Error(`${join(dir, file)} has no ${name}`);
  return Number(found);
};

/** Version 1 doesn't report whose limit caused a kill, and Linux 6.18 leaves failcnt at 0. */
const wasFull = (dir: string): boolean => {
  const counter = exists(dir, 'memory.memsw.limit_in_bytes') ? 'memory.memsw' : 'memory';
  const [peak, limit] = ['max_usage_in_bytes', 'limit_in_bytes'].map((file) => Number(read(dir, `${counter}.${file}`)));
  return (peak ?? 0) >= (limit ?? 0) * 0.99;
};

const exists = (dir: string, file: string): boolean => existsSync(join(dir, file));
const read = (dir: string, file: string): string => readFileSync(join(dir, file), 'utf8');
