/** A BCP 47 tag; the reader's own locale when undefined. */
type Locale = string | undefined;

/** `Nov 1, 2026`. */
export const formatDate = (time: string | number, locale?: Locale): string =>
  new Date(time).toLocaleDateString(locale, { dateStyle: 'medium' });

/** `Nov 1, 2026, 2:05 PM`. */
export const formatDateTime = (time: string | number, locale?: Locale): string =>
  new Date(time).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** `2:05:09 PM`, with the date if it isn't on the same day as `otherMs`. */
export const formatClock = (timeMs: number, otherMs: number, locale?: Locale): string => {
  const isSameDay = new Date(timeMs).toDateString() === new Date(otherMs).toDateString();
  return new Date(timeMs).toLocaleString(locale, { timeStyle: 'medium', ...(!isSameDay && { dateStyle: 'medium' }) });
};

/** `Nov 1, 2026, 2:05:09 PM GMT+1`. */
export const formatExactTime = (time: string | number, locale?: Locale): string =>
  new Date(time).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'long' });
