/** What one upload took, by whoever sent it. */
export type Sample = {
  /** Until the server had the last byte. */
  sentSeconds: number;
  /** Until there was a whole object, and of ours a video. */
  wallSeconds: number;
  /** User and system time of each process that had to do with it; absent where there is no such process. */
  cpuSeconds: { client: number; store: number; api?: number };
};
