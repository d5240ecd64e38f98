import { chownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunAs } from '../processes/confine.ts';

type User = { uid: number; gid: number };

/** The user in /etc/passwd that owns a server's data: the one with the server's name, or `nobody`. initdb requires a named user. */
export const unprivilegedUser = (passwd: string, own: string): User | undefined => {
  const users = passwd.split('\n').map((line) => line.split(':'));
  const found = users.find(([name]) => name === own) ?? users.find(([name]) => name === 'nobody');
  const [uid, gid] = [Number(found?.[2]), Number(found?.[3])];
  return uid > 0 && Number.isInteger(gid) ? { uid, gid } : undefined;
};

const EXECUTE_FOR_OTHERS = 0o001;

/** Whether any user can traverse all parent folders of the path. */
export const isOpenToOthers = (path: string): boolean => {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & EXECUTE_FOR_OTHERS) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
};

const chownAll = (path: string, { uid, gid }: User): void => {
  chownSync(path, uid, gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) chownAll(child, { uid, gid });
    else if (!entry.isSymbolicLink()) chownSync(child, uid, gid);
  }
};

/**
 * The user to run a server as if we are root, because PostgreSQL refuses to run as root. It is the owner of the data folder,
 * which must exist; a folder owned by root is handed to an unprivileged user first. Undefined if we aren't root. `paths` are
 * other files that the server must reach. See docs/decisions/0005-embedded-postgres-as-root.md.
 */
export const serverUser = (own: string, dataDir: string, ...paths: string[]): RunAs | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const reachAll = ![dataDir, ...paths].every(isOpenToOthers);
  const { uid, gid } = statSync(dataDir);
  // Keep the owner, even if a user with the server's name was created later.
  if (uid !== 0) return { uid, gid, reachAll };
  const user = unprivilegedUser(readFileSync('/etc/passwd', 'utf8'), own);
  if (!user)
    throw new Error(
      `${own} can't run as root, and this machine has no user named ${own} or nobody. Create one of them.`,
    );
  chownAll(dataDir, user);
  return { ...user, reachAll };
};
