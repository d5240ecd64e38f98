/** How much of a limit is used. */
export type Share = { text: string; percent?: number; isReached: boolean; isNear?: boolean };

/** From here on, a limit is about to be reached. */
const NEAR_PERCENT = 90;

/** `show` formats an amount. Without a limit there is no percentage. Pure. */
export const shareOfLimit = (used: number, limit: number | undefined, show: (amount: number) => string): Share => {
  if (limit === undefined) return { text: `${show(used)} (no limit)`, isReached: false };
  const percent = limit === 0 ? 100 : Math.min(100, (100 * used) / limit);
  const isReached = used >= limit;
  return { text: `${show(used)} of ${show(limit)}`, percent, isReached, isNear: !isReached && percent >= NEAR_PERCENT };
};

/** The first day of the month after `now` in UTC, as usage counts months: `January 1`. */
export const monthEnd = (now: Date, locale?: string): string =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toLocaleDateString(locale, {
    ...{ month: 'long', day: 'numeric', timeZone: 'UTC' },
  });
