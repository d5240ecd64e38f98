import { closeSync, readdirSync, readFileSync } from 'node:fs';

const O_CLOEXEC = 0o2_000_000;
const STDERR = 2;

/** proc_pid_fdinfo(5): the flags, in octal. */
const staysOpen = (fd: number): boolean => {
  try {
    const flags = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1] ?? '';
    return (Number.parseInt(flags, 8) & O_CLOEXEC) === 0;
  } catch {
    return false; // the descriptor of the directory listing
  }
};

const openDescriptors = (): number[] => {
  try {
    return readdirSync('/proc/self/fd').map(Number);
  } catch {
    return []; // without /proc, there is no sandbox either
  }
};

/**
 * Closes descriptors that the parent process left open for children. Otherwise ffmpeg would inherit their files and sockets despite any
 * sandbox. Node.js opens its own with close-on-exec, but checks inherited ones only up to the first gap above descriptor 15.
 */
export const closeInherited = (): void => {
  for (const fd of openDescriptors()) if (fd > STDERR && staysOpen(fd)) closeSync(fd);
};
