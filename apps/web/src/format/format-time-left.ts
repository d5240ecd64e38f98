import { formatElapsed } from './format-elapsed';

/** Remaining time, rounded up to seconds: `7 s left`, `2 min 5 s left`. */
export const formatTimeLeft = (leftMs: number): string => {
  const seconds = Math.ceil(leftMs / 1000);
  return `${seconds < 10 ? `${seconds} s` : formatElapsed(seconds * 1000)} left`;
};
