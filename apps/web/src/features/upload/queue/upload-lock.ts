const PREFIX = 'media.upload.';

// Only pages that came over a secure connection have locks; the others do without this care.
const locks = (): LockManager | undefined => globalThis.navigator?.locks;

// A tab that stops lets go a moment later; one that goes on does not.
const PATIENCE_MS = 500;

/**
 * Marks an upload as being sent from this tab, until `signal` is aborted or the tab is gone.
 * False when another tab is sending it.
 */
export const claimUpload = async (uploadId: string, signal: AbortSignal): Promise<boolean> => {
  const manager = locks();
  if (!manager || (await claim(manager, uploadId, signal))) return true;
  await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  return claim(manager, uploadId, signal);
};

// Not by a request that is given up after a while: on a busy machine, a free lock may take as long.
const claim = (manager: LockManager, uploadId: string, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const hold = (lock: Lock | null) => {
      resolve(lock !== null);
      return lock && !signal.aborted && new Promise((release) => signal.addEventListener('abort', release));
    };
    manager.request(`${PREFIX}${uploadId}`, { ifAvailable: true }, hold).catch(reject);
  });

/** The uploads that are being sent at this moment, from any tab of this browser. */
export const uploadsBeingSent = async (): Promise<ReadonlySet<string>> => {
  const { held = [] } = (await locks()?.query()) ?? {};
  const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(PREFIX));
  return new Set(names.map((name) => name.slice(PREFIX.length)));
};
