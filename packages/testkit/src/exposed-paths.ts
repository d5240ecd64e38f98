import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const READ_OR_WRITE = 0o066;
const PASS_THROUGH = 0o001;

/** What another user of the machine may list, read or write below a path: they get no further than folders let them pass. */
export const openToOthers = (path: string): string[] => {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return []; // removed since it was listed
  const own = (stats.mode & READ_OR_WRITE) === 0 ? [] : [path];
  if (!stats.isDirectory() || (stats.mode & PASS_THROUGH) === 0) return own;
  return [...own, ...readdirSync(path).flatMap((name) => openToOthers(join(path, name)))];
};
