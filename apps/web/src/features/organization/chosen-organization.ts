const keyOf = (userId: string): string => `media.organization.${userId}`;
const listeners = new Set<() => void>();

/**
 * Which organization a user has chosen, by id. A tab keeps its own over reloads, whatever other tabs choose; a new tab begins
 * with the last choice in any of them.
 */
export const chosenOrganization = {
  read: (userId: string): string | null => sessionStorage.getItem(keyOf(userId)) ?? localStorage.getItem(keyOf(userId)),

  choose: (userId: string, organizationId: string): void => {
    localStorage.setItem(keyOf(userId), organizationId);
    chosenOrganization.keep(userId, organizationId);
  },

  /** For this tab alone. */
  keep: (userId: string, organizationId: string): void => {
    if (sessionStorage.getItem(keyOf(userId)) === organizationId) return;
    sessionStorage.setItem(keyOf(userId), organizationId);
    for (const listener of listeners) listener();
  },

  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
