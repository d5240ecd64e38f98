type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * One refresh at a time over all tabs of a browser (Web Locks): the cookie is theirs together, and a refresh token that
 * is presented twice ends the session. Elsewhere a process keeps its session to itself.
 */
export const exclusivelyAmongTabs: Exclusively = async (work) => {
  const locks = globalThis.navigator?.locks;
  if (!locks) return work();
  return locks.request('media-session-refresh', work);
};

/** For sessions that nobody shares. */
export const alone: Exclusively = (work) => work();
