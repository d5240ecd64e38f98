const KEY = 'media.user';
const listeners = new Set<() => void>();
/** `signedOut`: in this tab, or in any way in another one. `deleted`: the account, in this tab. */
type End = 'expired' | 'signedOut' | 'deleted';
let end: End = 'expired';
let signedIn = false;

const notify = (): void => {
  for (const listener of listeners) listener();
};

/**
 * The id of the signed-in user, shared by all tabs. It proves nothing. It saves anonymous visitors a failing refresh
 * request, and lets other tabs notice a sign-in or sign-out.
 */
export const sessionHint = {
  read: (): string | null => localStorage.getItem(KEY),

  set: (userId: string): void => {
    end = 'expired';
    signedIn = true;
    localStorage.setItem(KEY, userId);
    notify();
  },

  clear: (reason: End): void => {
    end = reason;
    signedIn = false;
    localStorage.removeItem(KEY);
    notify();
  },

  /** How the last session ended. */
  end: (): End => end,
  /** Whether a user has signed in since this page was loaded, in this tab or another. */
  signedInSinceLoad: (): boolean => signedIn,

  subscribe: (listener: () => void): (() => void) => {
    // `storage` events come from other tabs only. A null key means that everything was cleared.
    const onStorage = ({ key, newValue }: StorageEvent) => {
      if (key !== KEY && key !== null) return;
      end = newValue === null ? 'signedOut' : 'expired';
      signedIn = newValue !== null;
      listener();
    };
    listeners.add(listener);
    window.addEventListener('storage', onStorage);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('storage', onStorage);
    };
  },
};
