const WILDCARDS = new Set(['0.0.0.0', '::', '']);
const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/;

export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** The host to connect to for a server on this machine that listens on `bindHost`. */
export const connectHost = (bindHost: string): string => (WILDCARDS.has(bindHost) ? '127.0.0.1' : bindHost);

/** The origin to connect to for a server on this machine that listens on `bindHost` and `port`. */
export const originOf = (bindHost: string, port: number): string => {
  const host = connectHost(bindHost);
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
};
