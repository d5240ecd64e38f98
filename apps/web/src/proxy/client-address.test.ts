import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { recordClientAddress } from './client-address';

recordClientAddress();

const forwardedFor = async (headers: Record<string, string>): Promise<string | undefined> => {
  const server = createServer((request, response) => response.end(request.headers['x-forwarded-for']));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve) => {
    get({ port, host: '127.0.0.1', headers, agent: false }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve(Buffer.concat(chunks).toString());
    });
  });
};

test('adds the address of the connection', async () => {
  expect(await forwardedFor({})).toBe('127.0.0.1');
});

test('appends the real address to one that the client sent', async () => {
  expect(await forwardedFor({ 'x-forwarded-for': '203.0.113.9' })).toBe('203.0.113.9, 127.0.0.1');
});
