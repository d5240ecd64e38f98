/** Intervals of the periodic work of event streams. */
export type StreamIntervals = {
  heartbeatMs: number;
  /** How often the database is polled for messages that Redis has lost. */
  pollMs: number;
  /** How often each client's access is checked. */
  checkAccessMs: number;
};

export const STREAM_INTERVALS: StreamIntervals = { heartbeatMs: 10_000, pollMs: 4_000, checkAccessMs: 60_000 };
