import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, signUp } from '../fixtures/call.js';
import { listen } from '../fixtures/listen.js';
import { lastResponse, openRaw, sendRaw } from '../fixtures/open-raw.js';
import { beginVideo } from '../fixtures/publish-video.js';
import { startApi, type TestApi, until } from '../fixtures/start-api.js';
import { docsPage } from '../service/docs-page.js';

const LONG_MS = 60_000;
/** Shorter than ten heartbeats of an event stream. */
const SHORT_TIMEOUTS = { headersMs: 1_000, requestMs: 1_500, keepAliveMs: LONG_MS, idleMs: LONG_MS, checkEveryMs: 50 };

const POST = 'POST /auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi({}, { timeouts: SHORT_TIMEOUTS });
  ada = await signUp(api);
});
afterAll(() => api.close());

const openConnections = async ({ deps }: TestApi): Promise<number> =>
  (await deps.metrics.connections.get()).values[0]?.value ?? 0;

const expectTimeout = ({ status, headers, body }: ReturnType<typeof lastResponse>) => {
  expect([status, headers.get('content-type')]).toEqual([408, 'application/problem+json; charset=utf-8']);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(JSON.parse(body)).toMatchObject({ code: 'REQUEST_TIMEOUT', requestId: headers.get('x-request-id') });
};

test('incomplete headers get status 408', async () => {
  expectTimeout(await sendRaw(api, 'GET /health/live HTTP/1.1\r\nhost: x\r\nx-slow: '));
});

test('a slow body gets status 408 with its request id', async () => {
  const connection = openRaw(api, `${POST}x-request-id: trickled-1\r\ncontent-length: 1000\r\n\r\n{`);
  const drip = setInterval(() => connection.socket.write(' '), 50);
  const response = lastResponse(await connection.closed);
  clearInterval(drip);
  expectTimeout(response);
  expect(response.headers.get('x-request-id')).toBe('trickled-1');
});

test('an endless chunked body gets status 408', async () => {
  expectTimeout(await sendRaw(api, `${POST}transfer-encoding: chunked\r\n\r\n1\r\n{\r\n`));
});

test('an incomplete pipelined request gets status 408 after the first response', async () => {
  const received = await openRaw(api, 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\nGET /health').closed;
  expect(received).toMatch(/^HTTP\/1\.1 200 /);
  expectTimeout(lastResponse(received));
});

test('a connection without a request is closed without a response', async () => {
  expect(await openRaw(api).closed).toBe('');
});

test('a client that reads nothing is disconnected', async () => {
  const idle = await startApi(
    {},
    { timeouts: { ...SHORT_TIMEOUTS, headersMs: LONG_MS, requestMs: LONG_MS, idleMs: 1_000 } },
  );
  try {
    const script = [...(await docsPage()).files.keys()].find((name) => name.startsWith('reference-'));
    const { socket } = openRaw(idle);
    socket.pause();
    // 60 MB exceed all buffers between server and client.
    socket.write(`GET /docs/${script} HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(12));
    await until('the connection to be open', async () => (await openConnections(idle)) > 0);
    await until('the connection to be closed', async () => (await openConnections(idle)) === 0);
  } finally {
    await idle.close();
  }
});

test('an event stream outlives all these timeouts', async () => {
  const videoId = await beginVideo(api, ada);
  const stream = await listen(api, videoId, { token: ada.token });
  await until('ten heartbeats', () => stream.heartbeats() >= 10);
  expect(stream.hasEnded()).toBe(false);
  stream.disconnect();
});

test('connections per address are limited, except for trusted proxies', async () => {
  const max = 3;
  const limited = await startApi({ API_CONNECTIONS_PER_ADDRESS: String(max), TRUST_PROXY: '203.0.113.7' });
  const free = await startApi({ API_CONNECTIONS_PER_ADDRESS: String(max) });
  const ask = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n';
  try {
    const kept = Array.from({ length: max }, () => openRaw(limited, ask));
    for (const one of kept) await until('a response', () => one.received().includes('"ok"'));
    expect(await openRaw(limited, ask).closed).toBe('');
    const many = Array.from({ length: 2 * max }, () => openRaw(free, ask));
    for (const one of many) await until('a response', () => one.received().includes('"ok"'));
    for (const { socket } of [...kept, ...many]) socket.destroy();
  } finally {
    await Promise.all([limited.close(), free.close()]);
  }
});
