const KEY = 'media.user';
const listeners = new Set<() => void>();

const tell = (): void => {
  for (const listener of listeners) listener();
};

/**
 * The id of who is signed in, shared by all tabs. It proves nothing; it only spares anonymous visitors a refused
 * refresh, and lets the other tabs notice a sign-in or sign-out.
 */
export const sessionHint = {
  read: (): string | null => localStorage.getItem(KEY),

  write: (userId: string | null): void => {
    if (userId === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, userId);
    tell();
  },

  subscribe: (listener: () => void): (() => void) => {
    // `storage` tells of the other tabs only; a null key means that everything was cleared.
    const onStorage = ({ key }: StorageEvent) => (key === KEY || key === null) && listener();
    listeners.add(listener);
    window.addEventListener('storage', onStorage);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('storage', onStorage);
    };
  },
};
