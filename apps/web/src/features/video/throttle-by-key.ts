/** Calls `work` immediately, but at most once every `intervalMs` per key; calls in between become one trailing call. */
export const throttleByKey = (intervalMs: number, work: (key: string) => void): ((key: string) => void) => {
  const calledMs = new Map<string, number>();
  const waiting = new Set<string>();
  const call = (key: string): void => {
    waiting.delete(key);
    calledMs.set(key, Date.now());
    work(key);
  };
  return (key) => {
    if (waiting.has(key)) return;
    const waitMs = (calledMs.get(key) ?? Number.NEGATIVE_INFINITY) + intervalMs - Date.now();
    if (waitMs <= 0) return call(key);
    waiting.add(key);
    setTimeout(call, waitMs, key);
  };
};
