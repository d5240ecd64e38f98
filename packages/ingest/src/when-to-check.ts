const MIN_INTERVAL_MS = 30_000;
const MAX_INTERVAL_MS = 10 * 60_000;

/** With `videoDetails`, the sweeper completes the upload; without, it only expires it. */
type Facts = { expiresAt: Date; videoDetails: object | null };

const atMost = (date: Date, limit: Date): Date => (date < limit ? date : limit);

/** When to check first whether all bytes have arrived: `afterMs` after URLs were signed. */
export const firstCheckAt = ({ expiresAt, videoDetails }: Facts, now: Date, afterMs: number): Date =>
  videoDetails ? atMost(new Date(now.getTime() + afterMs), expiresAt) : expiresAt;

/** When to check again: the older the upload, the longer the pause. */
export const nextCheckAt = ({ expiresAt, videoDetails, createdAt }: Facts & { createdAt: Date }, now: Date): Date => {
  const pauseMs = Math.min(MAX_INTERVAL_MS, Math.max(MIN_INTERVAL_MS, (now.getTime() - createdAt.getTime()) / 4));
  return videoDetails ? atMost(new Date(now.getTime() + pauseMs), expiresAt) : expiresAt;
};
