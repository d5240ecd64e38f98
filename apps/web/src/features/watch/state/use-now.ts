import { useEffect, useState } from 'react';

/** The time by this device's clock, once a second while it matters. */
export const useNow = (isTicking: boolean): number => {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    if (!isTicking) return undefined;
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isTicking]);
  return nowMs;
};
