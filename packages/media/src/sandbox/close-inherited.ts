import { closeSync, readdirSync, readFileSync } from 'node:fs';

const O_CLOEXEC = 0o2_000_000;
const STDERR = 2;

/** proc_pid_fdinfo(5): the flags, in octal. */
const staysOpen = (fd: number): boolean => {
  try {
    const flags = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1] ?? '';
    return (Number.parseInt(flags, 8) & O_CLOEXEC) === 0;
  } catch {
    return false; // it was that of the listing
  }
};

const openDescriptors = (): number[] => {
  try {
    return readdirSync('/proc/self/fd').map(Number);
  } catch {
    return []; // no /proc here, and no sandbox either
  }
};

/**
 * Closes what whoever started this process left open for its children: a file or socket behind such a descriptor would be
 * ffmpeg's as well, whatever the sandbox. Nothing that Node opens stays open across exec(2), but it looks no further than
 * the first gap behind descriptor 15 for what it inherits.
 */
export const closeInherited = (): void => {
  for (const fd of openDescriptors()) if (fd > STDERR && staysOpen(fd)) closeSync(fd);
};
