import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { forwardToApi, forwardWithin } from './forward-to-api';
import { MOST_BODY_BYTES } from './read-body';

afterEach(() => vi.unstubAllEnvs());

/** A real API to forward to, for one test. */
const upstream = async (handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<void> => {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  vi.stubEnv('API_ORIGIN', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
};

const at = (path: string, init?: RequestInit): Request => new Request(`http://media.example.org${path}`, init);

test('method, path, query, body and headers arrive; headers of the connection do not', async () => {
  await upstream(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }));
  });
  const headers = {
    authorization: 'Bearer a',
    cookie: 'b=c',
    connection: 'x-private',
    'x-private': '1',
    te: 'trailers',
  };
  const answer = await forwardToApi(
    at('/api/videos/a%2Fb?limit=3', { method: 'POST', headers, body: '{"title":"é"}' }),
  );
  const seen = await answer.json();
  expect(seen).toMatchObject({
    method: 'POST',
    url: '/videos/a%2Fb?limit=3',
    body: '{"title":"é"}',
    headers: { authorization: 'Bearer a', cookie: 'b=c', 'accept-encoding': 'identity' },
  });
  expect(seen.headers).not.toHaveProperty('x-private');
  expect(seen.headers).not.toHaveProperty('te');
});

test('every cookie comes back by itself', async () => {
  await upstream((_, response) => {
    response.setHeader('set-cookie', ['a=1; Expires=Wed, 25 Nov 2026 12:00:00 GMT; HttpOnly', 'b=2']).end();
  });
  const answer = await forwardToApi(at('/api/auth/login', { method: 'POST', body: '{}' }));
  expect(answer.headers.getSetCookie()).toEqual(['a=1; Expires=Wed, 25 Nov 2026 12:00:00 GMT; HttpOnly', 'b=2']);
});

test('a redirect to the store is passed on, not followed', async () => {
  await upstream((_, response) => response.writeHead(302, { location: 'http://store.example.org/a.mp4' }).end());
  const answer = await forwardToApi(at('/api/videos/v/download'));
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toBe('http://store.example.org/a.mp4');
});

test('a message of an event stream is readable before the next one is written', async () => {
  let write: ((message: string) => void) | undefined;
  await upstream((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    write = (message) => response.write(message);
    write('data: 1\n\n');
  });
  const answer = await forwardToApi(at('/api/videos/v/events'));
  expect(answer.headers.get('cache-control')).toBe('no-cache, no-transform');
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe('data: 1\n\n');
  write?.('data: 2\n\n');
  expect((await reader?.read())?.value).toBe('data: 2\n\n');
});

test('a browser that goes away takes its request upstream along', async () => {
  let closed: (() => void) | undefined;
  const wasClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  await upstream((_, response) => {
    response.on('close', () => closed?.());
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
  });
  const browser = new AbortController();
  const answer = await forwardToApi(at('/api/videos/v/events', { signal: browser.signal }));
  expect(answer.status).toBe(200);
  browser.abort();
  await expect(wasClosed).resolves.toBeUndefined();
});

test('an API that is down is told as a problem document of the catalogue, under an id that the log has too', async () => {
  vi.stubEnv('API_ORIGIN', 'http://127.0.0.1:65535');
  const log = vi.spyOn(console, 'error').mockReturnValue();
  onTestFinished(() => log.mockRestore());
  const answer = await forwardToApi(at('/api/videos'));
  expect(answer.status).toBe(502);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = await answer.json();
  expect(problem).toEqual({
    type: 'about:blank',
    title: 'Bad Gateway',
    status: 502,
    code: 'API_UNREACHABLE',
    detail: expect.stringContaining("couldn't reach"),
    requestId: expect.stringMatching(/^[\w-]{36}$/),
  });
  expect(answer.headers.get('x-request-id')).toBe(problem.requestId);
  expect(log.mock.calls.flat().join(' ')).toContain(problem.requestId);
});

test('an API that does not answer in time is told apart from one that is down', async () => {
  await upstream(() => undefined);
  const log = vi.spyOn(console, 'error').mockReturnValue();
  onTestFinished(() => log.mockRestore());
  const answer = await forwardWithin(at('/api/videos'), 50);
  expect(answer.status).toBe(504);
  expect(await answer.json()).toMatchObject({ code: 'API_TIMEOUT', title: 'Gateway Timeout' });
});

test('an answer that has begun in time may go on for longer', async () => {
  await upstream((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    setTimeout(() => response.end('data: 2\n\n'), 300);
  });
  const answer = await forwardWithin(at('/api/events'), 200);
  expect(await answer.text()).toBe('data: 1\n\ndata: 2\n\n');
});

const piecesOf = (sizeBytes: number): ReadableStream<Uint8Array> => {
  const piece = new Uint8Array(64 * 1024);
  let left = sizeBytes;
  return new ReadableStream({
    pull: (controller) => {
      if (left > 0) controller.enqueue(piece.subarray(0, Math.min(left, piece.length)));
      else controller.close();
      left -= piece.length;
    },
  });
};

test.each([
  ['announced', { 'content-length': String(60 * 1024 * 1024) }],
  ['not announced', {}],
])('a body of 60 MB, %s, is too large, and the API sees nothing of it', async (_, headers) => {
  let calls = 0;
  await upstream((_request, response) => {
    calls += 1;
    response.end();
  });
  const body = piecesOf(60 * 1024 * 1024);
  const answer = await forwardToApi(
    at('/api/videos', { method: 'POST', headers, body, duplex: 'half' } as RequestInit),
  );
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ code: 'BODY_TOO_LARGE', requestId: expect.any(String) });
  expect(calls).toBe(0);
});

test('a body that the API takes arrives whole', async () => {
  let size = 0;
  await upstream(async (request, response) => {
    for await (const chunk of request) size += chunk.length;
    response.end();
  });
  const body = piecesOf(MOST_BODY_BYTES);
  expect((await forwardToApi(at('/api/videos', { method: 'POST', body, duplex: 'half' } as RequestInit))).status).toBe(
    200,
  );
  expect(size).toBe(MOST_BODY_BYTES);
});
