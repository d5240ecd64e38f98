export type StallLimits = {
  /** Without progress and without CPU use: the process hangs. */
  idleMs: number;
  /** Without progress despite CPU use. Generous, because decoding up to a cut can take long; catches endless loops. */
  busyMs: number;
};

type Watched = { cpuSeconds(): number; onStall(): void };

// An idle process with many threads still wakes up now and then.
const BUSY_SHARE = 0.02;

/** Detects stalled processes; CPU limits don't catch a process that hangs idle. Call `progressed` on all progress. */
export const watchForStall = (limits: StallLimits, watched: Watched) => {
  let progressAt = Date.now();
  let busyAt = progressAt;
  let cpuSeconds = 0;
  const check = () => {
    const now = Date.now();
    const used = watched.cpuSeconds();
    if (used - cpuSeconds > (periodMs / 1000) * BUSY_SHARE) busyAt = now;
    cpuSeconds = used;
    const activeAt = Math.max(progressAt, busyAt);
    if (now - activeAt >= limits.idleMs || now - progressAt >= limits.busyMs) watched.onStall();
  };
  const periodMs = Math.max(100, Math.min(1000, limits.idleMs / 4));
  const timer = setInterval(check, periodMs);
  timer.unref();
  return {
    progressed: () => {
      progressAt = Date.now();
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
};
