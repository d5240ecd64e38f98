import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { product } from './support/product.ts';

const web = new URL(product().webUrl);

/** All that the web server says until it closes the connection, or until it has said that. */
const say = async (text: string, body: Iterable<Buffer> = [], until?: string): Promise<string> => {
  const socket = connect(Number(web.port), web.hostname);
  onTestFinished(() => void socket.destroy());
  // Whoever is refused in the middle of a body may find the connection closed.
  socket.on('error', () => undefined);
  socket.write(text.replaceAll('\n', '\r\n'));
  for (const chunk of body) socket.write(chunk);
  let heard = '';
  try {
    for await (const chunk of socket) {
      heard += chunk;
      if (until && heard.includes(until)) break;
    }
  } catch {}
  return heard;
};
const ask = (line: string, ...headers: string[]): Promise<string> =>
  say([`${line} HTTP/1.1`, `Host: ${web.host}`, 'Connection: close', ...headers, '', ''].join('\n'));
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);

test.each(['/', '/videos', '/api/events', '/_next/hmr', '/nothing'])(
  'a WebSocket handshake at %s is answered like any request, and does not stay open',
  async (path) => {
    const handshake = [
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ];
    const answer = await say(
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
  ['a router state that ends in the middle', ['GET /videos', 'RSC: 1', `Next-Router-State-Tree: ${STATE}`], 400],
  ['a router state that is none', ['GET /videos', 'RSC: 1', 'Next-Router-State-Tree: garbage'], 400],
  ['an address that cannot be decoded', ['GET /%E0%A4%A'], 400],
  ['a host that is none', ['GET http://[::1'], 400],
])('%s is the client’s mistake', async (_, [line = '', ...headers], status) => {
  expect(statusOf(await ask(line, ...headers))).toBe(status);
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
  ['GET /_next/image?url=//stranger.invalid/a.png&w=64&q=75'],
  ['GET /_next/image?url=%E0&w=x'],
  ['GET /_next/static/../../../etc/passwd'],
  ['GET /videos', 'Cookie: =; ;;; %', 'X-Forwarded-Host: a b', 'X-Forwarded-Proto: javascript'],
  ['GET /videos', 'Range: bytes=9-1', 'If-None-Match: "'],
  ['GET /videos/%00'],
  ['GET /embed/..%2f..%2fapi?token=a&token=b'],
])('%s %s does not look like a failure of ours', async (line, ...headers) => {
  const status = statusOf(await ask(line, ...headers));
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
});

test.each(['//stranger.invalid/', '/.//stranger.invalid/', '/\\stranger.invalid/', '/%2e%2e//stranger.invalid//'])(
  'nothing redirects %s to another site',
  async (path) => {
    const answer = await ask(`GET ${path}`);
    expect(statusOf(answer)).toBeLessThan(500);
    const location = /^location: (.*?)\r?$/im.exec(answer)?.[1] ?? '/';
    expect(new URL(location, web).host).toBe(web.host);
  },
);

const MIB = 1024 * 1024;
const SIXTY_MB = Array.from({ length: 60 }, () => Buffer.alloc(MIB));
const CHUNKED = SIXTY_MB.map((chunk) => Buffer.concat([Buffer.from('100000\r\n'), chunk, Buffer.from('\r\n')]));

test.each([
  ['announced', `Content-Length: ${60 * MIB}`, SIXTY_MB],
  ['in chunks', 'Transfer-Encoding: chunked', [...CHUNKED, Buffer.from('0\r\n\r\n')]],
])('a body of 60 MB that is sent %s is too large for the API', async (_, header, body) => {
  // Kept open: a connection that is closed before all was read is reset, and the answer may be lost with it.
  const head = ['POST /api/videos HTTP/1.1', `Host: ${web.host}`, 'Content-Type: application/json'];
  const answer = await say([...head, header, '', ''].join('\n'), body, '"code":"BODY_TOO_LARGE"');
  expect(statusOf(answer)).toBe(413);
  expect(answer).toContain('"code":"BODY_TOO_LARGE"');
});
