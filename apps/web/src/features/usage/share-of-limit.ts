/** How much of a limit is used. */
export type Share = { text: string; percent?: number; isReached: boolean };

/** `show` formats an amount. Without a limit there is no percentage. Pure. */
export const shareOfLimit = (used: number, limit: number | undefined, show: (amount: number) => string): Share => {
  if (limit === undefined) return { text: `${show(used)} (no limit)`, isReached: false };
  const percent = limit === 0 ? 100 : Math.min(100, (100 * used) / limit);
  return { text: `${show(used)} of ${show(limit)}`, percent, isReached: used >= limit };
};

/** The first day of the month after `now` in UTC, as usage counts months: `January 1`. */
export const monthEnd = (now: Date, locale?: string): string =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toLocaleDateString(locale, {
    ...{ month: 'long', day: 'numeric', timeZone: 'UTC' },
  });
