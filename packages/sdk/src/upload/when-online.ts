/** Resolves when the browser is online, so that no attempt is wasted while it's offline. */
export const whenOnline = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    // Node's navigator has no `onLine` and no such events.
    if (globalThis.navigator?.onLine !== false) return resolve();
    const done = () => {
      globalThis.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    globalThis.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
