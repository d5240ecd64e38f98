import { formatElapsed } from './format-elapsed';

const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400];
/** Up to so many seconds, an estimate is rounded to multiples of the second number. */
const ROUNDING = [
  [10 * MINUTE, MINUTE],
  [HOUR, 5 * MINUTE],
  [10 * HOUR, 30 * MINUTE],
  [2 * DAY, HOUR],
] as const;

/** An estimated wait, in words as rough as the estimate: `less than a minute`, `about 2 min`, `about 1 h 30 min`, `about 3 days`. */
export const formatWait = (seconds: number): string => {
  if (seconds < MINUTE) return 'less than a minute';
  const [, unit] = ROUNDING.find(([end]) => seconds < end) ?? [];
  if (unit === undefined) return `about ${Math.round(seconds / DAY)} days`;
  return `about ${formatElapsed(Math.round(seconds / unit) * unit * 1000)}`;
};
