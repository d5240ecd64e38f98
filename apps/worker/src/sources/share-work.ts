import type { DownloadOptions } from './download-source.js';

/** What work that several wait for is given: it stops only when all of them have given up. */
export type Shared = { signal: AbortSignal; progress(sizeBytes: number): void };

type Running = { done: Promise<void>; controller: AbortController; waiting: Set<DownloadOptions> };

/** Runs the same work once, however many ask for it at the same time. */
export const shareWork = <Key>() => {
  const running = new Map<Key, Running>();

  const start = (key: Key, work: (shared: Shared) => Promise<void>): Running => {
    const controller = new AbortController();
    const waiting = new Set<DownloadOptions>();
    const progress = (sizeBytes: number) => {
      for (const { onBytes } of waiting) onBytes?.(sizeBytes);
    };
    const done = work({ signal: controller.signal, progress }).finally(() => forget(key, shared));
    done.catch(() => undefined); // every one who waits sees it; if nobody does any more, nobody needs to
    const shared: Running = { done, controller, waiting };
    running.set(key, shared);
    return shared;
  };

  const forget = (key: Key, shared: Running): void => {
    if (running.get(key) === shared) running.delete(key);
  };

  return {
    /** Waits for the work on `key`, begun now or by somebody before; until the signal fires. */
    join: async (key: Key, options: DownloadOptions, work: (shared: Shared) => Promise<void>): Promise<void> => {
      const shared = running.get(key) ?? start(key, work);
      shared.waiting.add(options);
      const { promise: gaveUp, reject } = Promise.withResolvers<never>();
      const giveUp = () => reject(options.signal.reason);
      options.signal.addEventListener('abort', giveUp, { once: true });
      // An abort before there was a listener is never told to it.
      if (options.signal.aborted) giveUp();
      try {
        await Promise.race([shared.done, gaveUp]);
      } finally {
        options.signal.removeEventListener('abort', giveUp);
        shared.waiting.delete(options);
        if (shared.waiting.size === 0) {
          // A later one must not join what is being stopped.
          forget(key, shared);
          shared.controller.abort(options.signal.reason);
        }
      }
    },
  };
};
