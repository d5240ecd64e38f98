const KEY = 'media.user';
const listeners = new Set<() => void>();
let signedOut = false;
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
    signedOut = false;
    signedIn = true;
    localStorage.setItem(KEY, userId);
    notify();
  },

  /** `signedOut`: the user signed out, as opposed to an expired session. */
  clear: (reason: { signedOut: boolean }): void => {
    signedOut = reason.signedOut;
    signedIn = false;
    localStorage.removeItem(KEY);
    notify();
  },

  signedOut: (): boolean => signedOut,
  /** Whether a user has signed in since this page was loaded, in this tab or another. */
  signedInSinceLoad: (): boolean => signedIn,

  subscribe: (listener: () => void): (() => void) => {
    // `storage` events come from other tabs only. A null key means that everything was cleared.
    const onStorage = ({ key, newValue }: StorageEvent) => {
      if (key !== KEY && key !== null) return;
      signedOut = newValue === null;
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
