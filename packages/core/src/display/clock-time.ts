const MS_PER_SECOND = 1000;

/** A duration, or a position in a video or audio file, as every page and text shows it, to the nearest second: `0:12`, `1:02:03`. */
export const clockTime = (ms: number): string => {
  const total = Math.max(0, Math.round(ms / MS_PER_SECOND)) || 0;
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const padded = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${padded(minutes)}:${padded(seconds)}` : `${minutes}:${padded(seconds)}`;
};
