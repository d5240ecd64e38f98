const PREFIX = 'media.upload.';

// Web Locks need a secure connection. Without it, two tabs may send the same upload.
const locks = (): LockManager | undefined => globalThis.navigator?.locks;

// A tab that stops releases its lock a moment later.
const RELEASE_GRACE_MS = 500;

/**
 * Locks an upload for this tab until `signal` is aborted or the tab closes. Returns false when another tab holds the lock.
 */
export const claimUpload = async (uploadId: string, signal: AbortSignal): Promise<boolean> => {
  const manager = locks();
  if (!manager || (await claim(manager, uploadId, signal))) return true;
  await new Promise((resolve) => setTimeout(resolve, RELEASE_GRACE_MS));
  return claim(manager, uploadId, signal);
};

// `ifAvailable` rather than a request with a timeout: on a busy machine, even a free lock can take longer than that.
const claim = (manager: LockManager, uploadId: string, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const hold = (lock: Lock | null) => {
      resolve(lock !== null);
      return lock && !signal.aborted && new Promise((release) => signal.addEventListener('abort', release));
    };
    manager.request(`${PREFIX}${uploadId}`, { ifAvailable: true }, hold).catch(reject);
  });

/** The uploads that any tab of this browser is sending. */
export const uploadsBeingSent = async (): Promise<ReadonlySet<string>> => {
  const { held = [] } = (await locks()?.query()) ?? {};
  const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(PREFIX));
  return new Set(names.map((name) => name.slice(PREFIX.length)));
};
