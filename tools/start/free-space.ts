import { statfsSync } from 'node:fs';
import { StartupError } from './startup-error.ts';

const MIB = 1024 * 1024;
/** PostgreSQL and Redis fail during writes when the disk is full. */
const REQUIRED_BYTES = 512 * MIB;

/** Throws a StartupError if the disk of the folder is nearly full. */
export const requireFreeSpace = (dir: string, requiredBytes = REQUIRED_BYTES): void => {
  const { bavail, bsize } = statfsSync(dir);
  const freeBytes = bavail * bsize;
  if (freeBytes >= requiredBytes) return;
  const [free, required] = [freeBytes, requiredBytes].map((bytes) => Math.floor(bytes / MIB));
  throw new StartupError(
    `Not enough disk space for ${dir}: ${free} MiB free, ${required} MiB required. Free some space, or set DATA_DIR to a folder on another disk.`,
  );
};
