import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

export type WorkDir = AsyncDisposable & { path: string };
export type Workspace = {
  /** The folder of this process, on the same file system as the sources. */
  dir: string;
  open(): Promise<WorkDir>;
  close(): Promise<void>;
};

/**
 * Temporary folders, one per try, in a folder of this process: several workers may share one data folder. What processes
 * of this host that were killed left behind is removed here.
 */
export const openWorkspace = async (root: string): Promise<Workspace> => {
  const processes = join(root, 'processes');
  // Passable but not listable: where nothing better is to be had, ffmpeg is only another user.
  await mkdir(processes, { recursive: true, mode: 0o711 });
  await sweepDead(processes);
  const dir = join(processes, `${process.pid}-${await startTime(process.pid)}-${HOST}`);
  await mkdir(dir, { recursive: true, mode: 0o711 });
  return {
    dir,
    open: async () => {
      const path = await mkdtemp(join(dir, 'try-'));
      return { path, [Symbol.asyncDispose]: () => remove(path) };
    },
    close: () => remove(dir),
  };
};

const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 3 });

// A container sees neither the processes of another one nor those of its machine: to it, all of them are dead.
const HOST = encodeURIComponent(hostname());

const sweepDead = async (processes: string): Promise<void> => {
  for (const name of await readdir(processes)) {
    const [pid, startedAt, ...host] = name.split('-');
    if (host.join('-') !== HOST) continue;
    if ((await startTime(Number(pid))) !== startedAt) await remove(join(processes, name));
  }
};

/** When a process began, in ticks since the machine did: with the pid it names a process for good. `gone` if there is none. */
const startTime = async (pid: number): Promise<string> => {
  try {
    // proc(5): starttime is field 22; the name in parentheses may hold spaces.
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
