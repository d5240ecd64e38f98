import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Puts a file in its place whole, readable by its owner only, and durably. */
export const writePrivate = (path: string, text: string): void => {
  const unfinished = `${path}.new`;
  rmSync(unfinished, { force: true }); // one that a crash left keeps the permissions it had
  const file = openSync(unfinished, 'wx', 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(unfinished, path);
};
