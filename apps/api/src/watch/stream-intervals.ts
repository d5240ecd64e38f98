/** How often streams of events do what nothing makes them do. */
export type StreamIntervals = {
  heartbeatMs: number;
  /** Between two looks into the database for what Redis has lost. */
  lookForLostMs: number;
  /** Between two checks that a reader still has the right to watch. */
  checkAccessMs: number;
};

export const STREAM_INTERVALS: StreamIntervals = { heartbeatMs: 10_000, lookForLostMs: 4_000, checkAccessMs: 60_000 };
