import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf } from '../run/watch-usage.js';
import type { OwnGroup } from './find-own-group.js';

/** Disposed of when all its processes have ended. */
export type ProcessCgroup = AsyncDisposable & {
  /** What the processes held when the kernel killed at the limit. It had dropped their page cache before, so none is counted. */
  killedAtBytes(): number | undefined;
};

type LimitedProcess = { pid: number; limitBytes: number; onFailure: (error: unknown) => void };

type Files = {
  /** In the order that the kernel accepts. The first must be there; swap accounting and oom.group may be missing. */
  limits: (limitBytes: number) => readonly [name: string, value: number][];
  /** Whether it met its own limit, and not that of a group around it or of the machine. Throws if the kernel doesn't say. */
  wasKilled: (dir: string) => boolean;
};

const FILES: Record<OwnGroup['version'], Files> = {
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
/** Bubblewrap may still be taking its cell down when its parent has ended. */
const REMOVAL_DELAYS_MS = [5, 20, 100, 300, 1000];

/** The worker's pid tells its groups from those of dead workers; the rest keeps them apart. */
export const makeGroup = (parent: string): string => {
  const dir = join(parent, `media-${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(dir);
  return dir;
};

/** Makes a group, limits it, reads what a run reads, and removes it. Throws where any of that fails. */
export const tryGroup = (own: OwnGroup): void => {
  const dir = makeLimited(own, TRIAL_BYTES);
  try {
    FILES[own.version].wasKilled(dir);
  } finally {
    rmdirSync(dir);
  }
};

/** Limits a process, what it has started and what it will start. Undefined if no group can be made. */
export const limitProcess = (
  own: OwnGroup,
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

const makeLimited = (own: OwnGroup, limitBytes: number): string => {
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

/** Parents first: what they start afterwards is in the group already. */
const enter = (dir: string, pid: number): void => {
  try {
    writeFileSync(join(dir, 'cgroup.procs'), String(pid));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // ended meanwhile
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

/** Version 1 doesn't say whose limit a kill was for, and Linux 6.18 leaves failcnt at 0. */
const wasFull = (dir: string): boolean => {
  const counter = exists(dir, 'memory.memsw.limit_in_bytes') ? 'memory.memsw' : 'memory';
  const [peak, limit] = ['max_usage_in_bytes', 'limit_in_bytes'].map((file) => Number(read(dir, `${counter}.${file}`)));
  return (peak ?? 0) >= (limit ?? 0) * 0.99;
};

const exists = (dir: string, file: string): boolean => existsSync(join(dir, file));
const read = (dir: string, file: string): string => readFileSync(join(dir, file), 'utf8');
