import { existsSync, readdirSync, readFileSync, rmdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOwnCgroup, type OwnCgroup } from './find-own-cgroup.js';
import { limitProcess, makeGroup, type ProcessCgroup, tryGroup } from './process-cgroup.js';

export type MemoryCgroup = OwnCgroup & {
  /** Limits a process and all of its descendants. Undefined if that failed: the process then runs without this limit. */
  limit(pid: number, limitBytes: number): ProcessCgroup | undefined;
};

export type MemoryCgroupOptions = {
  /** The folder that processes write to. */
  workDir: string;
  /** Called if a process runs without the limit, or a cgroup can't be removed. */
  onFailure: (error: unknown) => void;
};

// TMPFS_MAGIC and RAMFS_MAGIC of statfs(2).
const MEMORY_FILE_SYSTEMS = [0x01021994, 0x858458f6];

/**
 * Tests whether this process can limit the memory of others by cgroup. If it can't, returns why. Changes nothing outside its own cgroup.
 * Decision 29.
 */
export const openMemoryCgroup = ({
  workDir,
  onFailure,
}: MemoryCgroupOptions): MemoryCgroup | { unavailableReason: string } => {
  try {
    const own = findOwnCgroup(read('/proc/self/cgroup'), read('/proc/self/mountinfo'));
    if (!own) throw new Error('no memory cgroup is mounted');
    // Files in memory are charged to the cgroup and can't be reclaimed.
    if (MEMORY_FILE_SYSTEMS.includes(statfsSync(workDir).type)) throw new Error(`${workDir} is in memory`);
    removeAbandoned(own.dir);
    if (own.version === 2) enableMemory(own.dir);
    tryGroup(own);
    return { ...own, limit: (pid, limitBytes) => limitProcess(own, { pid, limitBytes, onFailure }) };
  } catch (error) {
    return { unavailableReason: (error as Error).message };
  }
};

/** Removes cgroups of killed workers. Those with our own PID belong to an earlier process, or are in use and can't be removed. */
const removeAbandoned = (dir: string): void => {
  for (const name of readdirSync(dir)) {
    const pid = Number(/^media-(\d+)-/.exec(name)?.[1]);
    if (!pid || (pid !== process.pid && existsSync(`/proc/${pid}`))) continue;
    try {
      rmdirSync(join(dir, name));
    } catch {
      // Its processes are still exiting; the next start removes it.
    }
  }
};

/**
 * Only a cgroup without processes can limit its children (cgroups(7), "no internal processes"), so this process moves into a leaf. If
 * others share our cgroup, it isn't delegated to us.
 */
const enableMemory = (dir: string): void => {
  const has = (file: string) => read(join(dir, file)).trim().split(' ').includes('memory');
  if (has('cgroup.subtree_control')) return;
  if (!has('cgroup.controllers')) throw new Error(`${dir} has no memory controller`);
  if (read(join(dir, 'cgroup.procs')).trim() !== String(process.pid)) throw new Error(`other processes share ${dir}`);
  const leaf = makeGroup(dir);
  try {
    writeFileSync(join(leaf, 'cgroup.procs'), String(process.pid));
    writeFileSync(join(dir, 'cgroup.subtree_control'), '+memory');
  } catch (error) {
    writeFileSync(join(dir, 'cgroup.procs'), String(process.pid));
    rmdirSync(leaf);
    throw error;
  }
};

const read = (path: string): string => readFileSync(path, 'utf8');
