import { copyFileSync, renameSync, statSync, truncateSync } from 'node:fs';

const MAX_BYTES = 10 * 1024 * 1024;
const KEPT = 3;
const CHECK_MS = 10_000;

/**
 * Rotates a log larger than `maxBytes` to .1, .1 to .2 and so on. Copies and truncates the file instead of renaming it,
 * because the program keeps it open for appending.
 */
export const rotateLog = (path: string, maxBytes = MAX_BYTES): void => {
  const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (sizeBytes <= maxBytes) return;
  for (let number = KEPT - 1; number >= 1; number -= 1) {
    if (statSync(`${path}.${number}`, { throwIfNoEntry: false }))
      renameSync(`${path}.${number}`, `${path}.${number + 1}`);
  }
  copyFileSync(path, `${path}.1`);
  truncateSync(path);
};

/** Rotates a log now, and checks its size every ten seconds. */
export const keepRotating = (path: string): void => {
  rotateLog(path);
  const check = (): void => {
    try {
      rotateLog(path);
    } catch {
      // A full disk: the next check retries, and the programs report it themselves.
    }
  };
  setInterval(check, CHECK_MS).unref();
};
