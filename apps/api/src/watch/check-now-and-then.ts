/** Asks every `periodMs` whether something still holds, never twice at once; `onRefusal` when not. Returns what stops it. */
export const checkNowAndThen = (check: () => Promise<void>, periodMs: number, onRefusal: () => void): (() => void) => {
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
