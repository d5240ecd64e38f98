import type { DownloadOptions } from './download-source.js';

/** Passed to shared work. The signal fires only when all waiters have given up. */
export type Shared = { signal: AbortSignal; progress(sizeBytes: number): void };

type Running = { done: Promise<void>; controller: AbortController; waiting: Set<DownloadOptions> };

/** Runs work once per key for any number of concurrent callers. */
export const shareWork = <Key>() => {
  const running = new Map<Key, Running>();

  const start = (key: Key, work: (shared: Shared) => Promise<void>): Running => {
    const controller = new AbortController();
    const waiting = new Set<DownloadOptions>();
    const progress = (sizeBytes: number) => {
      for (const { onBytes } of waiting) onBytes?.(sizeBytes);
    };
    const done = work({ signal: controller.signal, progress }).finally(() => forget(key, shared));
    done.catch(() => undefined); // handled by the waiters, if there are any
    const shared: Running = { done, controller, waiting };
    running.set(key, shared);
    return shared;
  };

  const forget = (key: Key, shared: Running): void => {
    if (running.get(key) === shared) running.delete(key);
  };

  return {
    /** Waits for the work on `key`, starting it if necessary, or until the signal fires. */
    join: async (key: Key, options: DownloadOptions, work: (shared: Shared) => Promise<void>): Promise<void> => {
      const shared = running.get(key) ?? start(key, work);
      shared.waiting.add(options);
      const { promise: gaveUp, reject } = Promise.withResolvers<never>();
      const giveUp = () => reject(options.signal.reason);
      options.signal.addEventListener('abort', giveUp, { once: true });
      // A listener isn't called for an earlier abort.
      if (options.signal.aborted) giveUp();
      try {
        await Promise.race([shared.done, gaveUp]);
      } finally {
        options.signal.removeEventListener('abort', giveUp);
        shared.waiting.delete(options);
        if (shared.waiting.size === 0) {
          // Later callers must not join work that is being stopped.
          forget(key, shared);
          shared.controller.abort(options.signal.reason);
        }
      }
    },
  };
};
