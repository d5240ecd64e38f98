import type { Logger } from './log.js';

export type Closer = { name: string; close(): Promise<unknown> | unknown };

const ORPHANED = 'launcher exited';

/**
 * Ends the process in order on SIGTERM, SIGINT or when the parent that holds our IPC channel dies: `closers` one after
 * the other, all within `graceMs`. What hangs longer does not hold up the end.
 */
export const onShutdown = (log: Logger, graceMs: number, closers: () => readonly Closer[]): void => {
  let ending = false;
  const end = async (why: string): Promise<void> => {
    if (ending) return;
    ending = true;
    log.info({ why }, 'Shutting down');
    const deadline = setTimeout(() => {
      log.error('Shutdown timed out');
      process.exit(1);
    }, graceMs);
    for (const { name, close } of closers()) {
      try {
        await close();
      } catch (error) {
        log.error({ err: error, what: name }, 'Close failed');
      }
    }
    clearTimeout(deadline);
    log.info('Stopped');
    process.exit(0);
  };
  process.once('SIGTERM', () => end('SIGTERM'));
  process.once('SIGINT', () => end('SIGINT'));
  process.once('disconnect', () => end(ORPHANED));
};
