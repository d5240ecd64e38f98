import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { product } from './support/product.ts';

const web = new URL(product().webUrl);

/** Sends raw bytes. Returns everything received until the connection closes or `until` arrives. */
const send = async (text: string, body: Iterable<Buffer> = [], until?: string): Promise<string> => {
  const socket = connect(Number(web.port), web.hostname);
  onTestFinished(() => void socket.destroy());
  // The server can close the connection while the body is still being sent.
  socket.on('error', () => undefined);
  socket.write(text.replaceAll('\n', '\r\n'));
  for (const chunk of body) socket.write(chunk);
  let received = '';
  try {
    for await (const chunk of socket) {
      received += chunk;
      if (until && received.includes(until)) break;
    }
  } catch {}
  return received;
};
const request = (line: string, ...headers: string[]): Promise<string> =>
  send([`${line} HTTP/1.1`, `Host: ${web.host}`, 'Connection: close', ...headers, '', ''].join('\n'));
const statusOf = (response: string): number => Number(/^HTTP\/1\.1 (\d{3}) /.exec(response)?.[1]);

test.each(['/', '/videos', '/api/events', '/_next/hmr', '/nothing'])(
  'answers a WebSocket handshake at %s like any other request, and closes the connection',
  async (path) => {
    const handshake = [
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ];
    const answer = await send(
      [`GET ${path} HTTP/1.1`, `Host: ${web.host}`, 'Connection: Upgrade, close', ...handshake, '', ''].join('\n'),
    );
    expect(statusOf(answer)).toBeGreaterThanOrEqual(200);
    expect(statusOf(answer)).toBeLessThan(500);
  },
);

const STATE = encodeURIComponent('["",{"children":["nothing"');

test.each([
  ['TRACE', ['TRACE /', 'Cookie: a=b'], 405],
  ['TRACE of the API', ['TRACE /api/videos'], 405],
  ['a truncated router state', ['GET /videos', 'RSC: 1', `Next-Router-State-Tree: ${STATE}`], 400],
  ['an invalid router state', ['GET /videos', 'RSC: 1', 'Next-Router-State-Tree: garbage'], 400],
  ["a URL that can't be decoded", ['GET /%E0%A4%A'], 400],
  ['an invalid host', ['GET http://[::1'], 400],
])('%s is a client error', async (_, [line = '', ...headers], status) => {
  expect(statusOf(await request(line, ...headers))).toBe(status);
});

test.each([
  ['GET /', 'RSC: 2'],
  ['GET /videos', 'RSC: 1', 'Next-Url: ////'],
  ['GET /videos', 'RSC: 1', 'Next-Router-Prefetch: x', 'Next-Router-Segment-Prefetch: /../x'],
  ['POST /videos', 'Next-Action: garbage', 'Content-Length: 0'],
  ['POST /videos', 'Next-Action: x', 'Content-Type: multipart/form-data; boundary=x', 'Content-Length: 0'],
  ['PROPFIND /'],
  ['PROPFIND /api/videos'],
  ['DELETE /videos'],
  ['GET /_next/image?url=//evil.invalid/a.png&w=64&q=75'],
  ['GET /_next/image?url=%E0&w=x'],
  ['GET /_next/static/../../../etc/passwd'],
  ['GET /videos', 'Cookie: =; ;;; %', 'X-Forwarded-Host: a b', 'X-Forwarded-Proto: javascript'],
  ['GET /videos', 'Range: bytes=9-1', 'If-None-Match: "'],
  ['GET /videos/%00'],
  ['GET /embed/..%2f..%2fapi?token=a&token=b'],
])("%s %s doesn't cause a server error", async (line, ...headers) => {
  const status = statusOf(await request(line, ...headers));
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
});

test.each(['//evil.invalid/', '/.//evil.invalid/', '/\\evil.invalid/', '/%2e%2e//evil.invalid//'])(
  "%s isn't redirected to another site",
  async (path) => {
    const answer = await request(`GET ${path}`);
    expect(statusOf(answer)).toBeLessThan(500);
    const location = /^location: (.*?)\r?$/im.exec(answer)?.[1] ?? '/';
    expect(new URL(location, web).host).toBe(web.host);
  },
);

const MIB = 1024 * 1024;
const SIXTY_MB = Array.from({ length: 60 }, () => Buffer.alloc(MIB));
const CHUNKED = SIXTY_MB.map((chunk) => Buffer.concat([Buffer.from('100000\r\n'), chunk, Buffer.from('\r\n')]));

test.each([
  ['with Content-Length', `Content-Length: ${60 * MIB}`, SIXTY_MB],
  ['with chunked encoding', 'Transfer-Encoding: chunked', [...CHUNKED, Buffer.from('0\r\n\r\n')]],
])('rejects a body of 60 MB %s', async (_, header, body) => {
  // No Connection: close. Closing before the whole body is read resets the connection, and the response can get lost.
  const head = ['POST /api/videos HTTP/1.1', `Host: ${web.host}`, 'Content-Type: application/json'];
  const answer = await send([...head, header, '', ''].join('\n'), body, '"code":"BODY_TOO_LARGE"');
  expect(statusOf(answer)).toBe(413);
  expect(answer).toContain('"code":"BODY_TOO_LARGE"');
});
