/** How long a client may keep a connection without getting on with its request. */
export type ServerTimeouts = {
  /** From the first byte of a request, or from the connection, to the end of the headers. */
  headersMs: number;
  /** To the end of the body, which is small. An answer may take as long as it likes. */
  requestMs: number;
  /** Between two requests. Longer than load balancers keep theirs, so that they are the ones to close. */
  keepAliveMs: number;
  /** Without a byte in either direction: a reader that takes nothing. Event streams have heartbeats. */
  idleMs: number;
  /** How often the first two are checked. */
  checkEveryMs: number;
};

export const SERVER_TIMEOUTS: ServerTimeouts = {
  headersMs: 15_000,
  requestMs: 60_000,
  keepAliveMs: 72_000,
  idleMs: 120_000,
  checkEveryMs: 5_000,
};
