/** Resolves at once, or when the browser says that it has a network again; a try without one would only be wasted. */
export const whenOnline = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    // Node has a navigator without `onLine`, and no events of it.
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
