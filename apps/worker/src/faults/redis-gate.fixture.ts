import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** `before`: the message doesn't reach Redis. `after`: it does, but the response doesn't reach the sender. */
export type RedisMoment = 'before' | 'after';

/** What every message contains (`messageFor` in runtime's queues.ts). */
const MESSAGE = 'runTask';

/** A proxy in front of Redis that can block the connection of a process that enqueues tasks. */
export const openRedisGate = async (redisUrl: string) => {
  const upstreamUrl = new URL(redisUrl);
  const sockets = new Set<Socket>();
  let holding: { moment: RedisMoment; reach(): void } | undefined;

  const server = createServer((client) => {
    const upstream = connect(Number(upstreamUrl.port), upstreamUrl.hostname);
    let isBlocked = false;
    client.on('data', (data) => {
      if (holding && data.includes(MESSAGE)) {
        isBlocked = true;
        if (holding.moment === 'after') upstream.write(data);
        holding.reach();
        holding = undefined;
      } else if (!isBlocked) upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (!isBlocked) client.write(data);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(redisUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    redisUrl: url.href,
    /** Blocks the next connection that sends a message. Resolves when one does. */
    hold: (moment: RedisMoment): Promise<void> => {
      const { promise, resolve } = Promise.withResolvers<void>();
      holding = { moment, reach: resolve };
      return promise;
    },
    close: (): void => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};
