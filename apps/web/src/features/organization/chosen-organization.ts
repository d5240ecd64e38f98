const keyOf = (userId: string): string => `media.organization.${userId}`;
const listeners = new Set<() => void>();

/**
 * The id of the organization that a user has chosen. A tab keeps its choice across reloads, whatever other tabs choose. A new
 * tab starts with the last choice made in any tab.
 */
export const chosenOrganization = {
  read: (userId: string): string | null => sessionStorage.getItem(keyOf(userId)) ?? localStorage.getItem(keyOf(userId)),

  choose: (userId: string, organizationId: string): void => {
    localStorage.setItem(keyOf(userId), organizationId);
    chosenOrganization.keep(userId, organizationId);
  },

  /** For this tab only. */
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
