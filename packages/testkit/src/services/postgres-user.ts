import { chownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunAs } from './confine.ts';

type User = { uid: number; gid: number };

/** A user of /etc/passwd that may own a database: `postgres` where there is one, else `nobody`. initdb refuses a uid without a name. */
export const unprivilegedUser = (passwd: string): User | undefined => {
  const users = passwd.split('\n').map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  const [uid, gid] = [Number(found?.[2]), Number(found?.[3])];
  return uid > 0 && Number.isInteger(gid) ? { uid, gid } : undefined;
};

const EXECUTE_FOR_OTHERS = 0o001;

/** Whether a user who owns none of the folders above may reach the path. */
export const isOpenToOthers = (path: string): boolean => {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & EXECUTE_FOR_OTHERS) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
};

const giveAll = (path: string, { uid, gid }: User): void => {
  chownSync(path, uid, gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) giveAll(child, { uid, gid });
    else if (!entry.isSymbolicLink()) chownSync(child, uid, gid);
  }
};

/**
 * PostgreSQL refuses to run as root. Started by root, it runs as another user who owns the (existing) data folder;
 * started by anyone else, undefined: as we are. See docs/decisions/0005-postgres-as-root.md.
 */
export const postgresUser = (dataDir: string, program: string): RunAs | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const reachAll = !isOpenToOthers(dataDir) || !isOpenToOthers(program);
  const { uid, gid } = statSync(dataDir);
  // The folder's owner stays its owner, even if a `postgres` user was created since.
  if (uid !== 0) return { uid, gid, reachAll };
  const user = unprivilegedUser(readFileSync('/etc/passwd', 'utf8'));
  if (!user) throw new Error('PostgreSQL cannot run as root, and this machine has no user named postgres or nobody.');
  giveAll(dataDir, user);
  return { ...user, reachAll };
};
