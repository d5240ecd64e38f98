import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const LOOK_MS = 50;

/** Connections on which nothing was ever asked. Clients open some in advance, and Node does not count them as idle. */
const watchSilent = (server: Server): (() => void) => {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  };
};

/**
 * Watches the connections of a server. The function it returns waits for the requests under way while `close` takes no
 * new ones; what falls idle meanwhile is closed: kept alive by clients, it would hold up the end for a minute.
 */
export const createServerCloser = (server: Server, close: () => Promise<void>): (() => Promise<void>) => {
  const closeSilent = watchSilent(server);
  return async () => {
    const timer = setInterval(() => {
      server.closeIdleConnections();
      closeSilent();
    }, LOOK_MS);
    try {
      await close();
    } finally {
      clearInterval(timer);
    }
  };
};
