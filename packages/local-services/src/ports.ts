import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

/** Below the ports that Linux and macOS give to outgoing connections, which could take one before its server listens. */
const RANGE = { first: 10_000, count: 22_000 };

const returned = new Set<number>();

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** A TCP port on 127.0.0.1 that is free now. A process gets none twice: it may not listen on the first one yet. */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = RANGE.first + randomInt(RANGE.count);
    if (returned.has(port)) continue;
    returned.add(port);
    if (await isFree(port)) return port;
  }
};

/** Whether something accepts connections on the port. */
export const answers = (port: number, host = '127.0.0.1'): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
