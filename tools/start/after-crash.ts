export type CrashDecision = { kind: 'restart'; delayMs: number } | { kind: 'giveUp' };

const WINDOW_MS = 60_000;
const MAX_CRASHES = 5;
const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 10_000;

/** Restarts with exponential backoff. Gives up after five crashes within a minute. Pure. */
export const afterCrash = (crashTimesMs: readonly number[], nowMs: number): CrashDecision => {
  const recent = crashTimesMs.filter((timeMs) => nowMs - timeMs < WINDOW_MS).length;
  if (recent >= MAX_CRASHES) return { kind: 'giveUp' };
  return { kind: 'restart', delayMs: Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, recent - 1)) };
};
