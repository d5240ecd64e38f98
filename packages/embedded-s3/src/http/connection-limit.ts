import type { Server } from 'node:net';

const IPV4_IN_IPV6 = '::ffff:';
const GROUPS = 8;
/** An IPv6 client usually controls a whole /64 network. */
const NETWORK_GROUPS = 4;

/** The unit that connections are counted by: an IPv4 address, or the /64 network of an IPv6 address. Pure. */
export const networkOfAddress = (address: string): string => {
  if (!address.includes(':')) return address;
  if (address.startsWith(IPV4_IN_IPV6)) return address.slice(IPV4_IN_IPV6.length);
  const [head = '', tail] = address.split('::');
  const [before, after] = [head.split(':'), tail?.split(':') ?? []];
  const zeros = tail === undefined ? 0 : GROUPS - before.filter(Boolean).length - after.filter(Boolean).length;
  const groups = [...before.filter(Boolean), ...Array<string>(zeros).fill('0'), ...after.filter(Boolean)];
  return groups.slice(0, NETWORK_GROUPS).join(':');
};

/** Resets connections beyond `max` per address. Calls `onRejected` when an address starts to exceed the limit. */
export const limitConnections = (server: Server, max: number, onRejected: (address: string) => void): void => {
  const open = new Map<string, number>();
  const rejected = new Set<string>();
  server.on('connection', (socket) => {
    const network = networkOfAddress(socket.remoteAddress ?? '');
    const count = (open.get(network) ?? 0) + 1;
    if (count > max) {
      if (!rejected.has(network)) onRejected(network);
      rejected.add(network);
      return void socket.resetAndDestroy();
    }
    open.set(network, count);
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1;
      if (left > 0) return void open.set(network, left);
      open.delete(network);
      rejected.delete(network);
    });
  });
};
