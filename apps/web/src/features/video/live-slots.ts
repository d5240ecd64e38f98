// Over HTTP/1.1 a browser opens six connections to an origin, all tabs and windows together. Streams of events may
// take four of them; the rest are for everything else.
const SLOTS = ['media-live-1', 'media-live-2', 'media-live-3', 'media-live-4'];

/** Does `work` in a slot of its own among all tabs (Web Locks). False, and nothing done, when none is free. */
export const inLiveSlot = async (work: () => Promise<void>): Promise<boolean> => {
  const { locks } = navigator as { locks?: LockManager };
  // Without a secure context there are no locks; then tabs cannot know of each other.
  if (!locks) return work().then(() => true);
  for (const slot of SLOTS) {
    const isDone = await locks.request(slot, { ifAvailable: true }, async (lock) => {
      if (lock) await work();
      return lock !== null;
    });
    if (isDone) return true;
  }
  return false;
};
