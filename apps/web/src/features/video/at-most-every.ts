/**
 * Calls `work` for a key at once, or as soon as the last call for that key is `leastMs` ago; what comes meanwhile is one call.
 */
export const atMostEvery = (leastMs: number, work: (key: string) => void): ((key: string) => void) => {
  const calledMs = new Map<string, number>();
  const waiting = new Set<string>();
  const call = (key: string): void => {
    waiting.delete(key);
    calledMs.set(key, Date.now());
    work(key);
  };
  return (key) => {
    if (waiting.has(key)) return;
    const waitMs = (calledMs.get(key) ?? Number.NEGATIVE_INFINITY) + leastMs - Date.now();
    if (waitMs <= 0) return call(key);
    waiting.add(key);
    setTimeout(call, waitMs, key);
  };
};
