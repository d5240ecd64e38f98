import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, endProcess, type ProcessIdentity } from '@media/local-services';
import { writePrivate } from './write-private.ts';

type Recorded = ProcessIdentity & { name: string };

export type ChildrenRecord = { add(child: Child): void };

const GRACE_MS = 10_000;

const fileOf = (dataDir: string): string => join(dataDir, 'children.json');

const read = (dataDir: string): Recorded[] => {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Recorded[];
  } catch {
    return [];
  }
};

/** Ends the children of a launcher that was killed. Skips pids that now belong to other processes. */
export const endLeftovers = async (dataDir: string): Promise<void> => {
  await Promise.all(
    read(dataDir).map((child) => endProcess(child, child.name === 'postgres' ? 'SIGINT' : 'SIGTERM', GRACE_MS)),
  );
};

/** Records the child processes on disk, so that the next start can end those left by a crash. */
export const recordChildren = (dataDir: string): ChildrenRecord => {
  const running = new Map<number, Recorded>();
  const write = (): void => writePrivate(fileOf(dataDir), JSON.stringify([...running.values()]));
  return {
    add: (child) => {
      const { identity, name, exited } = child;
      running.set(identity.pid, { ...identity, name });
      write();
      void exited.then(() => {
        running.delete(identity.pid);
        write();
      });
    },
  };
};
