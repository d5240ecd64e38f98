import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const READ_OR_WRITE = 0o066;
const PASS_THROUGH = 0o001;

/** The paths below `path` that other users of the machine can read or write. Skips folders that they can't enter. */
export const exposedPaths = (path: string): string[] => {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return []; // removed in the meantime
  const own = (stats.mode & READ_OR_WRITE) === 0 ? [] : [path];
  if (!stats.isDirectory() || (stats.mode & PASS_THROUGH) === 0) return own;
  return [...own, ...readdirSync(path).flatMap((name) => exposedPaths(join(path, name)))];
};
