/** Node runs a longer timer at once: 24.8 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Calls back at a time, however far away. Returns what cancels that. */
export const callAt = (at: Date, callback: () => void): (() => void) => {
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    const leftMs = Math.max(0, at.getTime() - Date.now());
    timer = leftMs > LONGEST_TIMER_MS ? setTimeout(arm, LONGEST_TIMER_MS) : setTimeout(callback, leftMs);
  };
  arm();
  return () => clearTimeout(timer);
};
