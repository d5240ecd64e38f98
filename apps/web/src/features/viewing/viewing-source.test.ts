import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { VIEWING } from './viewing.fixture';
import { shareSource, tokenSource, videoSource } from './viewing-source';

type Received = { method: string | undefined; url: string | undefined; cookie: string | undefined; body: string };

const REFRESH = '/api/videos/v1/viewing?token=viewer';
const received: Received[] = [];
/** Responses by path, in order. */
let responses: [number, object][] = [];

const bodyOf = async (request: IncomingMessage): Promise<string> => (await request.toArray()).join('');
const server = createServer(async (request, response) => {
  const { method, url, headers } = request;
  received.push({ method, url, cookie: headers.cookie, body: await bodyOf(request) });
  const [status, body] = responses.shift() ?? [500, {}];
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});
const { fetch } = globalThis;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Paths are relative to the page.
  globalThis.fetch = (path, init) => fetch(origin + String(path), init);
});
afterAll(() => {
  globalThis.fetch = fetch;
  server.close();
});
afterEach(() => {
  received.length = 0;
});

const { signal } = new AbortController();
const opened = { ...VIEWING, refreshUrl: `https://media.example.org${REFRESH}` };
const calls = () => received.map(({ method, url, body }) => [method, url, body]);

test('a video is asked for by its ID, whatever the address bar contains', async () => {
  responses = [[200, VIEWING]];
  expect(await videoSource('a/../b').load(signal)).toEqual({ kind: 'viewing', viewing: VIEWING });
  expect(calls()).toEqual([['GET', '/api/watch/a%2F..%2Fb', '']]);
});

test('a share link is opened by its token, with the password once it is entered, and then refreshed without both', async () => {
  responses = [
    [403, { code: 'SHARE_PASSWORD_REQUIRED' }],
    [200, opened],
    [200, opened],
  ];
  const source = shareSource('secret');
  expect(await source.load(signal)).toMatchObject({ kind: 'refused', code: 'SHARE_PASSWORD_REQUIRED' });
  source.enter('seagull');
  await source.load(signal);
  await source.load(signal);
  expect(calls()).toEqual([
    ['POST', '/api/shares/open', '{"token":"secret"}'],
    ['POST', '/api/shares/open', '{"token":"secret","password":"seagull"}'],
    ['GET', REFRESH, ''],
  ]);
});

test('an embedded link names the share whose sites can show it', async () => {
  responses = [[410, { code: 'SHARE_GONE' }]];
  expect(await shareSource('secret', 'share-1').load(signal)).toMatchObject({ code: 'SHARE_GONE' });
  expect(calls()).toEqual([['POST', '/api/shares/open', '{"token":"secret","shareId":"share-1"}']]);
});

test('a link is opened again when its refreshes have expired, but not when it has ended', async () => {
  responses = [
    [200, opened],
    [401, { code: 'PLAYBACK_TOKEN_INVALID' }],
    [200, opened],
    [410, { code: 'SHARE_GONE' }],
  ];
  const source = shareSource('secret');
  await source.load(signal);
  expect(await source.load(signal)).toMatchObject({ kind: 'viewing' });
  expect(await source.load(signal)).toMatchObject({ kind: 'refused', code: 'SHARE_GONE' });
  expect(received.map(({ url }) => url)).toEqual(['/api/shares/open', REFRESH, '/api/shares/open', REFRESH]);
});

test('the holder of a playback token asks with it, and learns when it has expired', async () => {
  responses = [
    [200, VIEWING],
    [401, { code: 'PLAYBACK_TOKEN_INVALID' }],
  ];
  const source = tokenSource('v1', 'a+b');
  expect(await source.load(signal)).toEqual({ kind: 'viewing', viewing: VIEWING });
  expect(await source.load(signal)).toMatchObject({ kind: 'refused', status: 401, code: 'PLAYBACK_TOKEN_INVALID' });
  expect(calls()).toEqual(Array(2).fill(['GET', '/api/videos/v1/viewing?token=a%2Bb', '']));
});
