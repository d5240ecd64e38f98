const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** How long ago something was, `5 minutes ago`; after a week the date. */
export const formatAge = (isoTime: string, nowMs: number = Date.now()): string => {
  const seconds = (nowMs - Date.parse(isoTime)) / 1000;
  if (seconds > 7 * 86_400) return new Date(isoTime).toLocaleDateString('en', { dateStyle: 'medium' });
  const step = STEPS.find(([, length]) => seconds >= length);
  return step ? relative.format(-Math.floor(seconds / step[1]), step[0]) : 'just now';
};
