import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { guardServer } from './guard-server';

const answered: RequestListener = (_, response) => response.end('answered');

const serve = async (isDev = false) => {
  const server = createServer(answered);
  // Next.js ignores unknown WebSocket requests the same way.
  server.on('upgrade', () => undefined);
  guardServer(server, { isDev });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, port: (server.address() as AddressInfo).port };
};

/** Sends raw bytes and returns everything received until the connection closes. */
const send = async (port: number, text: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.write(text.replaceAll('\n', '\r\n'));
  let received = '';
  for await (const chunk of socket) received += chunk;
  return received;
};

test.each(['websocket', 'h2c', 'something/1'])('ignores an upgrade to %s and answers the request', async (to) => {
  const { port } = await serve();
  const request = `GET / HTTP/1.1\nHost: a\nConnection: Upgrade, close\nUpgrade: ${to}\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: eA==\n\n`;
  const response = await send(port, request);
  expect(response).toMatch(/^HTTP\/1\.1 200 /);
  expect(response).toMatch(/answered$/);
});

test('rejects requests that Next.js would fail on', async () => {
  const { port } = await serve();
  const trace = await send(port, 'TRACE / HTTP/1.1\nHost: a\nCookie: secret=1\n\n');
  expect(trace).toMatch(/^HTTP\/1\.1 405 .*\r\nallow: GET/s);
  expect(trace).not.toContain('secret');
  const broken = await send(port, 'GET /%E0%A4 HTTP/1.1\nHost: a\n\n');
  expect(broken).toMatch(/^HTTP\/1\.1 400 /);
  expect(broken).toContain('"code":"REQUEST_MALFORMED"');
  expect(await send(port, 'GET /videos HTTP/1.1\nHost: a\nConnection: close\n\n')).toMatch(/answered$/);
});

test('sets shorter timeouts than Node.js', async () => {
  const { server } = await serve();
  expect(server.headersTimeout).toBe(15_000);
  expect(server.requestTimeout).toBe(60_000);
  expect(server.timeout).toBe(120_000);
});
