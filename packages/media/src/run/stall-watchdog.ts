export type StallLimits = {
  /** Without progress and without using the processor: hung. */
  idleMs: number;
  /** Without progress though busy: decoding a long way to a cut takes time, a loop takes for ever. */
  busyMs: number;
};

type Watched = { cpuSeconds(): number; onStall(): void };

// An idle process of many threads still wakes up now and then.
const BUSY_SHARE = 0.02;

/** CPU limits never fire on a process that hangs idle; this does. Call `progressed` for every sign of life. */
export const watchForStall = (limits: StallLimits, watched: Watched) => {
  let progressAt = Date.now();
  let busyAt = progressAt;
  let cpuSeconds = 0;
  const check = () => {
    const now = Date.now();
    const used = watched.cpuSeconds();
    if (used - cpuSeconds > (periodMs / 1000) * BUSY_SHARE) busyAt = now;
    cpuSeconds = used;
    const sign = Math.max(progressAt, busyAt);
    if (now - sign >= limits.idleMs || now - progressAt >= limits.busyMs) watched.onStall();
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
