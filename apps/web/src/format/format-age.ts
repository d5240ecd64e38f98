import { formatDate } from './format-time';

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `5 minutes ago`; the date after a week. */
export const formatAge = (isoTime: string, nowMs: number = Date.now(), locale?: string): string => {
  const seconds = (nowMs - Date.parse(isoTime)) / 1000;
  if (seconds > 7 * 86_400) return formatDate(isoTime, locale);
  const step = STEPS.find(([, length]) => seconds >= length);
  return step ? relative.format(-Math.floor(seconds / step[1]), step[0]) : 'just now';
};
