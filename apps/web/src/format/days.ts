const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/**
 * The start of a day such as `2026-11-24` in the reader's time zone, or of one of the days after it; undefined if the text isn't a day.
 * While typing, years begin with 000.
 */
export const startOfDay = (day: string, daysLater = 0): Date | undefined => {
  const [, year, month, date] = (DAY.exec(day) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined || year < 1970) return undefined;
  const start = new Date(year, month - 1, date);
  if (start.getMonth() !== month - 1) return undefined;
  return new Date(year, month - 1, date + daysLater);
};

export const isDay = (text: string): boolean => startOfDay(text) !== undefined;
