import { clockTime } from '@media/core/display';

const SECONDS_PER = { hour: 3600, minute: 60 };

/** What a field shows: `1:30`, or nothing for 0. Pure. */
export const durationText = (seconds: number): string => (seconds === 0 ? '' : clockTime(seconds * 1000));

/** Seconds of `5` (minutes), `1:30` or `1:02:03`; 0 for nothing, undefined for anything else. Pure. */
export const parseDuration = (text: string): number | undefined => {
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  const parts = trimmed.split(':').map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : Number.NaN));
  if (parts.length > 3 || parts.some(Number.isNaN)) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = parts.length === 3 ? parts : [0, ...parts];
  return hours * SECONDS_PER.hour + minutes * SECONDS_PER.minute + seconds;
};
