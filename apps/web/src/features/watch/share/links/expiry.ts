/** When a new link is to end, as chosen in a form. */
export type Expiry = 'never' | '1' | '7' | '30' | 'date';

export const EXPIRIES: { value: Expiry; label: string }[] = [
  { value: 'never', label: 'Never' },
  { value: '1', label: 'In a day' },
  { value: '7', label: 'In 7 days' },
  { value: '30', label: 'In 30 days' },
  { value: 'date', label: 'On a date' },
];

const DAY_MS = 86_400_000;

/** The end of a day, `2026-11-24`, by the reader's clock; undefined if it isn't one or has passed. */
const endOfDay = (day: string, nowMs: number): string | undefined => {
  const end = new Date(`${day}T23:59:59`);
  return end.getTime() > nowMs ? end.toISOString() : undefined;
};

/** The time to send: null for a link without an end, undefined if the date is missing or has passed. Pure. */
export const expiresAt = (expiry: Expiry, day: string, nowMs: number): string | null | undefined => {
  if (expiry === 'never') return null;
  return expiry === 'date' ? endOfDay(day, nowMs) : new Date(nowMs + Number(expiry) * DAY_MS).toISOString();
};
