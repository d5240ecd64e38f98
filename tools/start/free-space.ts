import { statfsSync } from 'node:fs';
import { Refusal } from './refusal.ts';

const MIB = 1024 * 1024;
/** PostgreSQL and Redis stop in the middle of a write when a disk is full; better not to begin. */
const NEEDED_BYTES = 512 * MIB;

/** Throws a Refusal when the disk of the folder is nearly full. */
export const requireFreeSpace = (dir: string, neededBytes = NEEDED_BYTES): void => {
  const { bavail, bsize } = statfsSync(dir);
  const freeBytes = bavail * bsize;
  if (freeBytes >= neededBytes) return;
  const [free, needed] = [freeBytes, neededBytes].map((bytes) => Math.floor(bytes / MIB));
  throw new Refusal(
    `The disk of ${dir} is nearly full: ${free} MiB are free, ${needed} MiB are needed. Free some space, or set DATA_DIR to a folder on another disk.`,
  );
};
