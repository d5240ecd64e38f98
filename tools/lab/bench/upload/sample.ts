/** The cost of one upload. */
export type Sample = {
  /** Until the server had the last byte. */
  sentSeconds: number;
  /** Until the object was complete and, with our API, the video was created. */
  wallSeconds: number;
  /** User and system time of each process involved. */
  cpuSeconds: { client: number; store: number; api?: number };
};
