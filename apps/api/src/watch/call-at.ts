/** Longer timers overflow and fire immediately: 24.8 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Calls back at a time, however far away. Returns a function that cancels the call. */
export const callAt = (at: Date, callback: () => void): (() => void) => {
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    const leftMs = Math.max(0, at.getTime() - Date.now());
    timer = leftMs > MAX_TIMER_MS ? setTimeout(arm, MAX_TIMER_MS) : setTimeout(callback, leftMs);
  };
  arm();
  return () => clearTimeout(timer);
};
