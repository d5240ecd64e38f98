const SHARES = [0.1, 0.3, 0.5, 0.7, 0.9];
/** In a shorter video, they would show nearly the same. */
const MIN_APART_MS = 500;

/** Moments spread over a video, to begin with. Pure. */
export const suggestMoments = (durationMs: number): number[] =>
  SHARES.map((share) => Math.round(share * durationMs)).filter(
    (atMs, index, all) => index === 0 || atMs - (all[index - 1] ?? 0) >= MIN_APART_MS,
  );

/** The nearest moment that is within the video. Pure. */
export const within = (atMs: number, durationMs: number): number =>
  Math.round(Math.min(Math.max(0, atMs), Math.max(0, durationMs - 1)));

/** A moment with tenths of a second, so that neighboring frames differ: `1:02.5`. Pure. */
export const momentTime = (atMs: number): string => {
  const tenths = Math.floor(atMs / 100);
  const [minutes, seconds] = [Math.floor(tenths / 600), Math.floor(tenths / 10) % 60];
  const hours = Math.floor(minutes / 60);
  const padded = (value: number): string => String(value).padStart(2, '0');
  const clock = hours > 0 ? `${hours}:${padded(minutes % 60)}` : String(minutes);
  return `${clock}:${padded(seconds)}.${tenths % 10}`;
};
