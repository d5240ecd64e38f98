const KEY = 'media.user';
const listeners = new Set<() => void>();
let hasLeft = false;
let hasBegun = false;

const tell = (): void => {
  for (const listener of listeners) listener();
};

/**
 * The id of who is signed in, shared by all tabs. It proves nothing; it only spares anonymous visitors a refused
 * refresh, and lets the other tabs notice a sign-in or sign-out.
 */
export const sessionHint = {
  read: (): string | null => localStorage.getItem(KEY),

  begin: (userId: string): void => {
    hasLeft = false;
    hasBegun = true;
    localStorage.setItem(KEY, userId);
    tell();
  },

  /** `hasLeft`: by the owner's own wish, not because the session has expired. */
  end: (how: { hasLeft: boolean }): void => {
    hasLeft = how.hasLeft;
    hasBegun = false;
    localStorage.removeItem(KEY);
    tell();
  },

  hasLeft: (): boolean => hasLeft,
  /** Whether somebody has signed in, here or in another tab, since this page was loaded. */
  hasBegun: (): boolean => hasBegun,

  subscribe: (listener: () => void): (() => void) => {
    // `storage` tells of the other tabs only; a null key means that everything was cleared.
    const onStorage = ({ key, newValue }: StorageEvent) => {
      if (key !== KEY && key !== null) return;
      hasLeft = newValue === null;
      hasBegun = newValue !== null;
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
