import type { Server, Socket } from 'node:net';
import { networkOf } from './network-of.js';

export type ConnectionLimit = {
  /** Open connections of one address; of IPv6, of one network. */
  most: number;
  /** Whose connections are not counted, such as a proxy's, which brings those of many. */
  isExempt(address: string): boolean;
  /** Told of every change of how many connections are open, exempt ones too. */
  onCount?(count: number): void;
  /** Told once per address, until it is below the limit again. */
  onRefused(address: string): void;
};

/** Closes what an address opens beyond its limit, before a byte is read. Only open connections are remembered. */
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
    if (taken >= limit.most) {
      refuse(socket, network);
      return;
    }
    open.set(network, taken + 1);
    socket.once('close', () => leave(network));
  };

  // First, or whoever listened before would have begun with a connection that is refused.
  server.prependListener('connection', (socket) => {
    change(1);
    socket.once('close', () => change(-1));
    // Without an address it is closed already.
    const { remoteAddress } = socket;
    if (remoteAddress !== undefined && !limit.isExempt(remoteAddress)) admit(socket, networkOf(remoteAddress));
  });
};
