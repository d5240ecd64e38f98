import { existsSync, readdirSync, readFileSync, rmdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOwnGroup, type OwnGroup } from './find-own-group.js';
import { limitProcess, makeGroup, type ProcessCgroup, tryGroup } from './process-cgroup.js';

export type MemoryCgroup = OwnGroup & {
  /** Limits a process with all it has started and will start. Undefined if that failed: it then runs as before. */
  limit(pid: number, limitBytes: number): ProcessCgroup | undefined;
};

export type MemoryCgroupOptions = {
  /** Where the processes write. */
  workDir: string;
  /** A process runs without the limit, or a group stays behind. */
  onFailure: (error: unknown) => void;
};

// TMPFS_MAGIC and RAMFS_MAGIC of statfs(2).
const MEMORY_FILE_SYSTEMS = [0x01021994, 0x858458f6];

/**
 * Finds out by doing it whether this process may limit the memory of others by cgroup, and says why not otherwise. It changes nothing
 * outside its own group.
 */
export const openMemoryCgroup = ({
  workDir,
  onFailure,
}: MemoryCgroupOptions): MemoryCgroup | { unusableBecause: string } => {
  try {
    const own = findOwnGroup(read('/proc/self/cgroup'), read('/proc/self/mountinfo'));
    if (!own) throw new Error('no memory cgroup is mounted');
    // What a process writes there is charged to its group and can't be reclaimed.
    if (MEMORY_FILE_SYSTEMS.includes(statfsSync(workDir).type)) throw new Error(`${workDir} is in memory`);
    removeAbandoned(own.dir);
    if (own.version === 2) enableMemory(own.dir);
    tryGroup(own);
    return { ...own, limit: (pid, limitBytes) => limitProcess(own, { pid, limitBytes, onFailure }) };
  } catch (error) {
    return { unusableBecause: (error as Error).message };
  }
};

/** Groups whose worker was killed. Those of our own pid are an earlier process's, or in use and stay. */
const removeAbandoned = (dir: string): void => {
  for (const name of readdirSync(dir)) {
    const pid = Number(/^media-(\d+)-/.exec(name)?.[1]);
    if (!pid || (pid !== process.pid && existsSync(`/proc/${pid}`))) continue;
    try {
      rmdirSync(join(dir, name));
    } catch {
      // its processes are still ending: the next start removes it
    }
  }
};

/**
 * Only a group without processes of its own may limit its children (cgroups(7), "no internal processes"), so we step into a leaf.
 * If others share our group, it isn't delegated to us.
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
