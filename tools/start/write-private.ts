import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Writes a file atomically and durably, readable by its owner only. */
export const writePrivate = (path: string, text: string): void => {
  const temporary = `${path}.new`;
  rmSync(temporary, { force: true }); // a leftover would keep its permissions
  const file = openSync(temporary, 'wx', 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(temporary, path);
};
