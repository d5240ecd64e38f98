import type { Server } from 'node:net';

const IPV4_IN_IPV6 = '::ffff:';
const GROUPS = 8;
/** Who has one IPv6 address has at least 64 bits of them. */
const NETWORK_GROUPS = 4;

/** Whom an address belongs to: an IPv4 address stands for itself, an IPv6 one for its network of 64 bits. Pure. */
export const originOfAddress = (address: string): string => {
  if (!address.includes(':')) return address;
  if (address.startsWith(IPV4_IN_IPV6)) return address.slice(IPV4_IN_IPV6.length);
  const [head = '', tail] = address.split('::');
  const [before, after] = [head.split(':'), tail?.split(':') ?? []];
  const zeros = tail === undefined ? 0 : GROUPS - before.filter(Boolean).length - after.filter(Boolean).length;
  const groups = [...before.filter(Boolean), ...Array<string>(zeros).fill('0'), ...after.filter(Boolean)];
  return groups.slice(0, NETWORK_GROUPS).join(':');
};

/** Closes at once what one address opens beyond `max` connections. `onRefused` is told when an address begins to be refused. */
export const limitConnections = (server: Server, max: number, onRefused: (address: string) => void): void => {
  const open = new Map<string, number>();
  const refused = new Set<string>();
  server.on('connection', (socket) => {
    const origin = originOfAddress(socket.remoteAddress ?? '');
    const count = (open.get(origin) ?? 0) + 1;
    if (count > max) {
      if (!refused.has(origin)) onRefused(origin);
      refused.add(origin);
      return void socket.resetAndDestroy();
    }
    open.set(origin, count);
    socket.once('close', () => {
      const left = (open.get(origin) ?? 1) - 1;
      if (left > 0) return void open.set(origin, left);
      open.delete(origin);
      refused.delete(origin);
    });
  });
};
