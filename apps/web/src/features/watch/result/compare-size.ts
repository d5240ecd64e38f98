/** The size of an output in percent of its source, and in words. */
export type Comparison = { percent: number; change: 'smaller' | 'larger' | 'equal'; text: string };

/** Rounded to whole percent: a difference below half a percent counts as equal. */
export const compareSize = (sourceBytes: number, resultBytes: number): Comparison | undefined => {
  if (sourceBytes <= 0) return undefined;
  const percent = (100 * resultBytes) / sourceBytes;
  const difference = Math.round(percent - 100);
  if (difference === 0) return { percent, change: 'equal', text: 'Same size' };
  if (difference < 0)
    // 99.7% smaller must not read as 100%.
    return { percent, change: 'smaller', text: `${Math.min(99, -difference)}% smaller` };
  const text = percent >= 1000 ? `${Math.round(percent / 100)} times the size` : `${difference}% larger`;
  return { percent, change: 'larger', text };
};
