import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, signUp } from '../fixtures/call.js';
import { listen } from '../fixtures/listen.js';
import { askRaw, lastAnswer, openRaw } from '../fixtures/open-raw.js';
import { beginVideo } from '../fixtures/publish-video.js';
import { startApi, type TestApi, until } from '../fixtures/start-api.js';
import { docsPage } from '../service/docs-page.js';

const NO_HURRY = 60_000;
/** Shorter than the heartbeats of event streams take to come ten times. */
const HASTY = { headersMs: 1_000, requestMs: 1_500, keepAliveMs: NO_HURRY, idleMs: NO_HURRY, checkEveryMs: 50 };

const POST = 'POST /auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi({}, { timeouts: HASTY });
  ada = await signUp(api);
});
afterAll(() => api.close());

const openConnections = async ({ deps }: TestApi): Promise<number> =>
  (await deps.metrics.connections.get()).values[0]?.value ?? 0;

const expectTimeout = ({ status, headers, body }: ReturnType<typeof lastAnswer>) => {
  expect([status, headers.get('content-type')]).toEqual([408, 'application/problem+json; charset=utf-8']);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(JSON.parse(body)).toMatchObject({ code: 'REQUEST_TIMEOUT', requestId: headers.get('x-request-id') });
};

test('headers that do not come to their end are answered with 408', async () => {
  expectTimeout(await askRaw(api, 'GET /health/live HTTP/1.1\r\nhost: x\r\nx-slow: '));
});

test('a body that trickles is answered with 408, under the id of its request', async () => {
  const connection = openRaw(api, `${POST}x-request-id: trickled-1\r\ncontent-length: 1000\r\n\r\n{`);
  const drip = setInterval(() => connection.socket.write(' '), 50);
  const answer = lastAnswer(await connection.closed);
  clearInterval(drip);
  expectTimeout(answer);
  expect(answer.headers.get('x-request-id')).toBe('trickled-1');
});

test('a chunked body that never ends is answered with 408', async () => {
  expectTimeout(await askRaw(api, `${POST}transfer-encoding: chunked\r\n\r\n1\r\n{\r\n`));
});

test('a second request that does not come to its end is answered after the first', async () => {
  const received = await openRaw(api, 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\nGET /health').closed;
  expect(received).toMatch(/^HTTP\/1\.1 200 /);
  expectTimeout(lastAnswer(received));
});

test('a connection on which nothing is asked is closed without a word', async () => {
  expect(await openRaw(api).closed).toBe('');
});

test('a reader that takes nothing of what it asked for is cut off', async () => {
  const idle = await startApi({}, { timeouts: { ...HASTY, headersMs: NO_HURRY, requestMs: NO_HURRY, idleMs: 1_000 } });
  try {
    const script = [...(await docsPage()).files.keys()].find((name) => name.startsWith('reference-'));
    const { socket } = openRaw(idle);
    socket.pause();
    // 60 MB: more than the buffers between the two hold.
    socket.write(`GET /docs/${script} HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(12));
    await until('the connection to be open', async () => (await openConnections(idle)) > 0);
    await until('the connection to be cut', async () => (await openConnections(idle)) === 0);
  } finally {
    await idle.close();
  }
});

test('an event stream outlives all of these', async () => {
  const videoId = await beginVideo(api, ada);
  const stream = await listen(api, videoId, { token: ada.token });
  await until('ten heartbeats', () => stream.heartbeats() >= 10);
  expect(stream.isOver()).toBe(false);
  stream.leave();
});

test('an address has as many connections as it may, one that is a proxy as many as it likes', async () => {
  const most = 3;
  const limited = await startApi({ API_CONNECTIONS_PER_ADDRESS: String(most), TRUST_PROXY: '203.0.113.7' });
  const free = await startApi({ API_CONNECTIONS_PER_ADDRESS: String(most) });
  const ask = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n';
  try {
    const kept = Array.from({ length: most }, () => openRaw(limited, ask));
    for (const one of kept) await until('an answer', () => one.received().includes('"ok"'));
    expect(await openRaw(limited, ask).closed).toBe('');
    const many = Array.from({ length: 2 * most }, () => openRaw(free, ask));
    for (const one of many) await until('an answer', () => one.received().includes('"ok"'));
    for (const { socket } of [...kept, ...many]) socket.destroy();
  } finally {
    await Promise.all([limited.close(), free.close()]);
  }
});
