const FIRST_CHECK_MS = 30_000;
const LONGEST_WAIT_MS = 10 * 60_000;

type Facts = { expiresAt: Date; completesItself: boolean };

const atMost = (date: Date, limit: Date): Date => (date < limit ? date : limit);

/** When to look first whether all bytes have come, counted from when URLs were handed out. */
export const firstCheckAt = ({ expiresAt, completesItself }: Facts, now: Date): Date =>
  completesItself ? atMost(new Date(now.getTime() + FIRST_CHECK_MS), expiresAt) : expiresAt;

/** When to look again: the longer an upload takes, the longer the pause. */
export const nextCheckAt = (
  { expiresAt, completesItself, createdAt }: Facts & { createdAt: Date },
  now: Date,
): Date => {
  const pauseMs = Math.min(LONGEST_WAIT_MS, Math.max(FIRST_CHECK_MS, (now.getTime() - createdAt.getTime()) / 4));
  return completesItself ? atMost(new Date(now.getTime() + pauseMs), expiresAt) : expiresAt;
};
