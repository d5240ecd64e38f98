import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { answers, freePort } from './ports.ts';

test('free ports differ, and a server can listen on them', async () => {
  const ports = await Promise.all(Array.from({ length: 1_000 }, freePort));
  expect(new Set(ports).size).toBe(ports.length);
  const [port = 0] = ports;
  expect(await answers(port)).toBe(false);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  expect(await answers(port)).toBe(true);
  server.close();
});
