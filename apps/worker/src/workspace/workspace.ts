import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

export type WorkDir = AsyncDisposable & { path: string };
export type Workspace = {
  /** The directory of this process, on the same file system as the sources. */
  dir: string;
  open(): Promise<WorkDir>;
  close(): Promise<void>;
};

/**
 * Temporary directories, one per attempt, in a directory of this process, because several workers can share a data directory.
 * Also deletes what killed processes of this host left behind.
 */
export const openWorkspace = async (root: string): Promise<Workspace> => {
  const processes = join(root, 'processes');
  // Traversable but not listable, because in the weakest sandbox ffmpeg is only a separate user.
  await mkdir(processes, { recursive: true, mode: 0o711 });
  await sweepDead(processes);
  const dir = join(processes, `${process.pid}-${await startTime(process.pid)}-${HOST}`);
  await mkdir(dir, { recursive: true, mode: 0o711 });
  return {
    dir,
    open: async () => {
      const path = await mkdtemp(join(dir, 'attempt-'));
      return { path, [Symbol.asyncDispose]: () => remove(path) };
    },
    close: () => remove(dir),
  };
};

const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 3 });

// Directories of other hosts are skipped: a container can't see their processes, which would look dead.
const HOST = encodeURIComponent(hostname());

const sweepDead = async (processes: string): Promise<void> => {
  for (const name of await readdir(processes)) {
    const [pid, startedAt, ...host] = name.split('-');
    if (host.join('-') !== HOST) continue;
    if ((await startTime(Number(pid))) !== startedAt) await remove(join(processes, name));
  }
};

/** A process's start time in ticks since boot; with the pid, it identifies the process. `gone` if it doesn't exist. */
const startTime = async (pid: number): Promise<string> => {
  try {
    // proc(5): starttime is field 22; the name in parentheses can contain spaces.
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ').at(-1)?.split(' ') ?? [];
    return fields[19] ?? 'gone';
  } catch {
    return isAlive(pid) ? 'running' : 'gone'; // no /proc here
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
