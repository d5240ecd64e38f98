/** Runs a check every `periodMs`, without overlap, and calls `onFailure` if it throws. Returns a function that stops it. */
export const checkPeriodically = (
  check: () => Promise<void>,
  periodMs: number,
  onFailure: () => void,
): (() => void) => {
  let isRunning = false;
  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    try {
      await check();
    } catch {
      onFailure();
    } finally {
      isRunning = false;
    }
  };
  const timer = setInterval(() => void run(), periodMs);
  return () => clearInterval(timer);
};
