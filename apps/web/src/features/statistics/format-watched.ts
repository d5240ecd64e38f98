/** Watched time: `45 s`, `12 min`, `3.5 h`, `1,200 h`. */
export const formatWatched = (seconds: number, locale?: string): string => {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = seconds / 3_600;
  return `${hours.toLocaleString(locale, { maximumFractionDigits: hours < 9.95 ? 1 : 0 })} h`;
};

/** A calendar day such as 2026-01-31: `Jan 31, 2026`. */
export const formatDay = (day: string, locale?: string): string =>
  new Date(day).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' });
