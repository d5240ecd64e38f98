const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const relative = new Intl.RelativeTimeFormat('en');

/** When a video in the trash is deleted for good: `in 12 days`. */
export const deletesIn = (isoTime: string, nowMs: number = Date.now()): string => {
  const leftMs = Date.parse(isoTime) - nowMs;
  const hours = Math.round(leftMs / HOUR_MS);
  if (hours >= 24) return relative.format(Math.round(leftMs / DAY_MS), 'day');
  return hours >= 1 ? relative.format(hours, 'hour') : 'within the hour';
};
