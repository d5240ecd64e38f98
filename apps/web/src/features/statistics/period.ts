export const DEFAULT_DAYS = 28;

/** The choices of a period, in days. */
export const PERIODS = [7, DEFAULT_DAYS, 90, 365] as const;

const DAY_MS = 86_400_000;

/** The last days (UTC), today included. Pure. */
export const periodOf = (days: number, now: Date): { from: string; to: string } => {
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
  return { from: dayOf(now.getTime() - (days - 1) * DAY_MS), to: dayOf(now.getTime()) };
};
