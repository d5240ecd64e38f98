import { type MemoryCgroup, openMemoryCgroup } from '@media/media';
import type { Logger } from '@media/runtime';

/** The cgroup in which this worker can limit ffmpeg's memory. Undefined if there is none; /proc is polled instead. */
export const chooseMemoryCgroup = (dir: string, log: Logger): MemoryCgroup | undefined => {
  const onFailure = (error: unknown) => log.warn({ err: error }, 'Memory cgroup failed; polling /proc instead');
  const found = openMemoryCgroup({ workDir: dir, onFailure });
  if ('unavailableReason' in found) {
    log.info({ reason: found.unavailableReason }, 'ffmpeg memory limited by polling /proc');
    return undefined;
  }
  log.info({ version: found.version, group: found.dir }, 'ffmpeg memory limited by cgroup');
  return found;
};
