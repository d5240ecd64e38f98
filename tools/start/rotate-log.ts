import { copyFileSync, renameSync, statSync, truncateSync } from 'node:fs';

const MAX_BYTES = 10 * 1024 * 1024;
const KEPT = 3;
const CHECK_MS = 10_000;

/**
 * A log larger than `maxBytes` becomes .1, .1 becomes .2, and the oldest is dropped. Its file is copied and emptied,
 * not renamed: the program that writes it keeps it open, and appends wherever its end is.
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

/** Rotates a log now and, as long as we run, every ten seconds if it has grown too large. */
export const keepRotating = (path: string): void => {
  rotateLog(path);
  const check = (): void => {
    try {
      rotateLog(path);
    } catch {
      // A full disk: the next check tries again, and the programs themselves report it.
    }
  };
  setInterval(check, CHECK_MS).unref();
};
