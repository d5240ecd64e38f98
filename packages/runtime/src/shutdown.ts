import { exitAfterLogging, type Logger } from './log.js';

export type Closer = { name: string; close(): Promise<unknown> | unknown };

const ORPHANED = 'launcher exited';

/**
 * Shuts the process down cleanly on SIGTERM, SIGINT or when the parent that holds our IPC channel dies. Runs `closers` one
 * after the other; if they take longer than `graceMs` in total, the process exits anyway.
 */
export const onShutdown = (log: Logger, graceMs: number, closers: () => readonly Closer[]): void => {
  let ending = false;
  const end = async (why: string): Promise<void> => {
    if (ending) return;
    ending = true;
    log.info({ why }, 'Shutting down');
    const deadline = setTimeout(() => {
      log.error('Shutdown timed out');
      exitAfterLogging(log, 1);
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
    exitAfterLogging(log, 0);
  };
  process.once('SIGTERM', () => end('SIGTERM'));
  process.once('SIGINT', () => end('SIGINT'));
  process.once('disconnect', () => end(ORPHANED));
};
