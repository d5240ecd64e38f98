import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { limitConnections } from './limit-connections.js';

/** A server that greets every connection it accepts. */
const start = async ({ max = 2, isExempt = (_: string): boolean => false } = {}) => {
  const refused: string[] = [];
  const counts: number[] = [];
  const server = createServer((socket) => socket.on('error', () => undefined).write('hello'));
  limitConnections(server, {
    ...{ max, isExempt },
    onCount: (count) => counts.push(count),
    onRefused: (address) => refused.push(address),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  /** Whether another connection is accepted. */
  const open = async (): Promise<{ isIn: boolean; socket: Socket }> => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    const isIn = await Promise.race([
      once(socket, 'data').then(([data]) => String(data) === 'hello'),
      once(socket, 'close').then(() => false),
    ]);
    return { isIn, socket };
  };
  return { open, refused, counts };
};

test('connections beyond the limit are refused, and reported once per address', async () => {
  const { open, refused } = await start();
  expect([(await open()).isIn, (await open()).isIn, (await open()).isIn, (await open()).isIn]).toEqual([
    ...[true, true, false, false],
  ]);
  expect(refused).toEqual(['127.0.0.1']);
});

test('closing a connection makes room for another', async () => {
  const { open, counts } = await start({ max: 1 });
  const first = await open();
  expect((await open()).isIn).toBe(false);
  first.socket.destroy();
  await expect.poll(() => counts.at(-1)).toBe(0);
  expect((await open()).isIn).toBe(true);
});

test('a proxy is not counted', async () => {
  const { open, counts } = await start({ max: 1, isExempt: (address) => address === '127.0.0.1' });
  expect([(await open()).isIn, (await open()).isIn]).toEqual([true, true]);
  expect(counts.at(-1)).toBe(2);
});
