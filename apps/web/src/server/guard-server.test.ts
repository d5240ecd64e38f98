import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { guardServer } from './guard-server';

const answered: RequestListener = (_, response) => response.end('answered');

const serve = async (isDev = false) => {
  const server = createServer(answered);
  // As Next.js does with a WebSocket that it does not know: nothing.
  server.on('upgrade', () => undefined);
  guardServer(server, { isDev });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, port: (server.address() as AddressInfo).port };
};

/** All that the server says until it closes the connection. */
const say = async (port: number, text: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.write(text.replaceAll('\n', '\r\n'));
  let heard = '';
  for await (const piece of socket) heard += piece;
  return heard;
};

test.each(['websocket', 'h2c', 'something/1'])(
  'a wish to go on with %s is ignored, and the request answered',
  async (to) => {
    const { port } = await serve();
    const asks = `GET / HTTP/1.1\nHost: a\nConnection: Upgrade, close\nUpgrade: ${to}\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: eA==\n\n`;
    const heard = await say(port, asks);
    expect(heard).toMatch(/^HTTP\/1\.1 200 /);
    expect(heard).toMatch(/answered$/);
  },
);

test('a request that Next.js would stumble over is refused, and does not reach it', async () => {
  const { port } = await serve();
  const trace = await say(port, 'TRACE / HTTP/1.1\nHost: a\nCookie: secret=1\n\n');
  expect(trace).toMatch(/^HTTP\/1\.1 405 .*\r\nallow: GET/s);
  expect(trace).not.toContain('secret');
  const broken = await say(port, 'GET /%E0%A4 HTTP/1.1\nHost: a\n\n');
  expect(broken).toMatch(/^HTTP\/1\.1 400 /);
  expect(broken).toContain('"code":"REQUEST_MALFORMED"');
  expect(await say(port, 'GET /videos HTTP/1.1\nHost: a\nConnection: close\n\n')).toMatch(/answered$/);
});

test('headers and bodies that do not come are not waited for as long as Node.js would', async () => {
  const { server } = await serve();
  expect(server.headersTimeout).toBe(15_000);
  expect(server.requestTimeout).toBe(60_000);
  expect(server.timeout).toBe(120_000);
});
