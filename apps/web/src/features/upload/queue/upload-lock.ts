const PREFIX = 'media.upload.';

// Only pages that came over a secure connection have locks; the others do without this care.
const locks = (): LockManager | undefined => globalThis.navigator?.locks;

// A tab that stops lets go a moment later; one that goes on does not.
const PATIENCE_MS = 500;

/**
 * Marks an upload as being sent from this tab, until `signal` is aborted or the tab is gone.
 * False when another tab is sending it.
 */
export const claimUpload = (uploadId: string, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const manager = locks();
    if (!manager) return resolve(true);
    const hold = () => {
      resolve(true);
      if (signal.aborted) return;
      return new Promise((release) => signal.addEventListener('abort', release));
    };
    const patience = AbortSignal.timeout(PATIENCE_MS);
    manager.request(`${PREFIX}${uploadId}`, { signal: patience }, hold).catch(() => resolve(false));
  });

/** The uploads that are being sent at this moment, from any tab of this browser. */
export const uploadsBeingSent = async (): Promise<ReadonlySet<string>> => {
  const { held = [] } = (await locks()?.query()) ?? {};
  const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(PREFIX));
  return new Set(names.map((name) => name.slice(PREFIX.length)));
};
