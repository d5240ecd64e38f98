import { chownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunAs } from '../processes/confine.ts';

type User = { uid: number; gid: number };

/** The user of /etc/passwd that a server's data may belong to: its own where there is one, else `nobody`. initdb refuses a uid without a name. */
export const unprivilegedUser = (passwd: string, own: string): User | undefined => {
  const users = passwd.split('\n').map((line) => line.split(':'));
  const found = users.find(([name]) => name === own) ?? users.find(([name]) => name === 'nobody');
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
 * No server runs as root, and PostgreSQL refuses to. Started by root, it runs as another user who owns the (existing)
 * data folder; started by anyone else, undefined: as we are. `paths` are what else it must reach. See
 * docs/decisions/0005-postgres-as-root.md.
 */
export const serverUser = (own: string, dataDir: string, ...paths: string[]): RunAs | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const reachAll = ![dataDir, ...paths].every(isOpenToOthers);
  const { uid, gid } = statSync(dataDir);
  // The folder's owner stays its owner, even if a user of the server's own was created since.
  if (uid !== 0) return { uid, gid, reachAll };
  const user = unprivilegedUser(readFileSync('/etc/passwd', 'utf8'), own);
  if (!user) throw new Error(`${own} doesn't run as root, and this machine has no user named ${own} or nobody.`);
  giveAll(dataDir, user);
  return { ...user, reachAll };
};
