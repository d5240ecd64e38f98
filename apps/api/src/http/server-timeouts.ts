/** How long a client can keep a connection open without completing its request. */
export type ServerTimeouts = {
  /** From the connection or the first byte of a request to the end of the headers. */
  headersMs: number;
  /** To the end of the body, which is small. Responses have no time limit. */
  requestMs: number;
  /** Between two requests. Longer than the timeout of load balancers, so that they close connections first. */
  keepAliveMs: number;
  /** Without a byte in either direction. Event streams have heartbeats. */
  idleMs: number;
  /** How often `headersMs` and `requestMs` are checked. */
  checkEveryMs: number;
};

export const SERVER_TIMEOUTS: ServerTimeouts = {
  headersMs: 15_000,
  requestMs: 60_000,
  keepAliveMs: 72_000,
  idleMs: 120_000,
  checkEveryMs: 5_000,
};
