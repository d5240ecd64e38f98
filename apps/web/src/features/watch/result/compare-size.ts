/** How a result compares with its source: in percent of the source, and in words. */
export type Comparison = { percent: number; change: 'smaller' | 'larger' | 'equal'; text: string };

/** Rounded to whole percent; what is nearly as large is neither saved nor lost. */
export const compareSize = (sourceBytes: number, resultBytes: number): Comparison | undefined => {
  if (sourceBytes <= 0) return undefined;
  const percent = (100 * resultBytes) / sourceBytes;
  const difference = Math.round(percent - 100);
  if (difference === 0) return { percent, change: 'equal', text: 'as large' };
  if (difference < 0)
    // 99.7 % saved is not all of it.
    return { percent, change: 'smaller', text: `${Math.min(99, -difference)} % smaller` };
  // Beyond that people think in times, not in percent.
  const text = percent >= 1000 ? `${Math.round(percent / 100)} times as large` : `${difference} % larger`;
  return { percent, change: 'larger', text };
};
