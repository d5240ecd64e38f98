const DAY_MS = 86_400_000;

/** A calendar day (UTC), such as 2026-01-31. */
export type Day = string;

export const dayOf = (time: number): Day => new Date(time).toISOString().slice(0, 10);

/** When a day ends. */
export const endOfDay = (day: Day): number => Date.parse(day) + DAY_MS;

/** The day that is some days later, or earlier. */
export const dayAfter = (day: Day, days: number): Day => dayOf(Date.parse(day) + days * DAY_MS);

export type Period = { from: Day; to: Day };

/** The number of days of a period, including both ends. Not positive if it ends before it begins. */
export const lengthOf = ({ from, to }: Period): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** All days of a period, with `empty` for those without a value. */
export const withEmptyDays = <T extends { date: Day }>(
  period: Period,
  days: readonly T[],
  empty: (date: Day) => T,
): T[] => {
  const known = new Map(days.map((day) => [day.date, day]));
  return Array.from({ length: lengthOf(period) }, (_, index) => {
    const date = dayAfter(period.from, index);
    return known.get(date) ?? empty(date);
  });
};
