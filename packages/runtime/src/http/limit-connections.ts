import type { Server, Socket } from 'node:net';
import { networkOf } from './network-of.js';

export type ConnectionLimit = {
  /** Open connections per IPv4 address or IPv6 /64 network. */
  max: number;
  /** Addresses that are not limited, such as a proxy's, which carries the connections of many clients. */
  isExempt(address: string): boolean;
  /** Called when the number of open connections changes, including exempt ones. */
  onCount?(count: number): void;
  /** Called once per address, and again only after it has been below the limit. */
  onRefused(address: string): void;
};

/** Closes connections beyond an address's limit before reading from them. Keeps state for open connections only. */
export const limitConnections = (server: Server, limit: ConnectionLimit): void => {
  const open = new Map<string, number>();
  const refusing = new Set<string>();
  let count = 0;

  const change = (by: 1 | -1): void => {
    count += by;
    limit.onCount?.(count);
  };

  const leave = (network: string): void => {
    const left = (open.get(network) ?? 1) - 1;
    refusing.delete(network);
    if (left > 0) open.set(network, left);
    else open.delete(network);
  };

  const refuse = (socket: Socket, network: string): void => {
    socket.destroy();
    if (refusing.has(network)) return;
    refusing.add(network);
    limit.onRefused(network);
  };

  const admit = (socket: Socket, network: string): void => {
    const taken = open.get(network) ?? 0;
    if (taken >= limit.max) {
      refuse(socket, network);
      return;
    }
    open.set(network, taken + 1);
    socket.once('close', () => leave(network));
  };

  // Prepended, so that no other listener starts on a connection that is refused.
  server.prependListener('connection', (socket) => {
    change(1);
    socket.once('close', () => change(-1));
    // Undefined once the socket has closed.
    const { remoteAddress } = socket;
    if (remoteAddress !== undefined && !limit.isExempt(remoteAddress)) admit(socket, networkOf(remoteAddress));
  });
};
