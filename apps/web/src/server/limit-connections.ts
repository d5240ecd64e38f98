import type { Socket } from 'node:net';

/** Whoever has an IPv6 address has all of its network. */
const ownerOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  return address.includes(':') ? address.split(':', 4).join(':') : address;
};

const REPORT_EVERY_MS = 60_000;

type Options = { perAddress: number; report: (line: string) => void; now?: () => number };

/** Closes connections of an address that already holds its share, so that nobody can hold them all. */
export const limitConnections = ({ perAddress, report, now = Date.now }: Options) => {
  const held = new Map<string, number>();
  let reportedAt = Number.NEGATIVE_INFINITY;

  const leave = (owner: string): void => {
    const rest = (held.get(owner) ?? 1) - 1;
    if (rest > 0) held.set(owner, rest);
    else held.delete(owner);
  };

  return (socket: Socket): void => {
    const owner = ownerOf(socket.remoteAddress ?? '');
    const count = (held.get(owner) ?? 0) + 1;
    if (count > perAddress) {
      socket.destroy();
      if (now() - reportedAt < REPORT_EVERY_MS) return;
      reportedAt = now();
      report(`${owner} holds ${perAddress} connections, so more are closed. See WEB_CONNECTIONS_PER_ADDRESS.`);
      return;
    }
    held.set(owner, count);
    socket.once('close', () => leave(owner));
  };
};
