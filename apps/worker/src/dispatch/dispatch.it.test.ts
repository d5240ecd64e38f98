import { type AddressInfo, createServer, type Socket } from 'node:net';
import { lead } from '@media/database';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Takes connections and says nothing, as a database that hangs. */
const open = new Set<Socket>();
const silent = createServer((socket) => open.add(socket));

beforeAll(() => new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  for (const socket of open) socket.destroy();
  silent.close();
});

test('standing for dispatcher at a database that never answers comes to an end', async () => {
  const { port } = silent.address() as AddressInfo;
  await expect(lead(`postgresql://media@127.0.0.1:${port}/media`, () => undefined)).rejects.toThrow('timeout');
});
