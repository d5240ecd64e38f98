/** Runs a check every `periodMs`, never twice at once, and calls `onRefusal` when it throws. Returns what stops it. */
export const checkPeriodically = (
  check: () => Promise<void>,
  periodMs: number,
  onRefusal: () => void,
): (() => void) => {
  let isAsking = false;
  const ask = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    try {
      await check();
    } catch {
      onRefusal();
    } finally {
      isAsking = false;
    }
  };
  const timer = setInterval(() => void ask(), periodMs);
  return () => clearInterval(timer);
};
