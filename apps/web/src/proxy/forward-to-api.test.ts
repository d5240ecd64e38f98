import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { forwardToApi, forwardWithin } from './forward-to-api';
import { MAX_BODY_BYTES } from './read-body';

afterEach(() => vi.unstubAllEnvs());

/** Starts an API to forward to, for one test. */
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

test('forwards method, path, query, body and headers, but no hop-by-hop headers', async () => {
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
  const response = await forwardToApi(
    at('/api/videos/a%2Fb?limit=3', { method: 'POST', headers, body: '{"title":"é"}' }),
  );
  const seen = await response.json();
  expect(seen).toMatchObject({
    method: 'POST',
    url: '/videos/a%2Fb?limit=3',
    body: '{"title":"é"}',
    headers: { authorization: 'Bearer a', cookie: 'b=c', 'accept-encoding': 'identity' },
  });
  expect(seen.headers).not.toHaveProperty('x-private');
  expect(seen.headers).not.toHaveProperty('te');
});

test('returns each cookie in its own header', async () => {
  await upstream((_, response) => {
    response.setHeader('set-cookie', ['a=1; Expires=Wed, 25 Nov 2026 12:00:00 GMT; HttpOnly', 'b=2']).end();
  });
  const response = await forwardToApi(at('/api/auth/login', { method: 'POST', body: '{}' }));
  expect(response.headers.getSetCookie()).toEqual(['a=1; Expires=Wed, 25 Nov 2026 12:00:00 GMT; HttpOnly', 'b=2']);
});

test('returns redirects to the store without following them', async () => {
  await upstream((_, response) => response.writeHead(302, { location: 'http://store.example.org/a.mp4' }).end());
  const response = await forwardToApi(at('/api/videos/v/download'));
  expect(response.status).toBe(302);
  expect(response.headers.get('location')).toBe('http://store.example.org/a.mp4');
});

test('delivers each event of a stream without waiting for the next one', async () => {
  let write: ((message: string) => void) | undefined;
  await upstream((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    write = (message) => response.write(message);
    write('data: 1\n\n');
  });
  const response = await forwardToApi(at('/api/videos/v/events'));
  expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe('data: 1\n\n');
  write?.('data: 2\n\n');
  expect((await reader?.read())?.value).toBe('data: 2\n\n');
});

test('aborts the upstream request when the browser disconnects', async () => {
  let closed: (() => void) | undefined;
  const wasClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  await upstream((_, response) => {
    response.on('close', () => closed?.());
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
  });
  const browser = new AbortController();
  const response = await forwardToApi(at('/api/videos/v/events', { signal: browser.signal }));
  expect(response.status).toBe(200);
  browser.abort();
  await expect(wasClosed).resolves.toBeUndefined();
});

test('an unreachable API gives a problem document whose request id is also logged', async () => {
  vi.stubEnv('API_ORIGIN', 'http://127.0.0.1:65535');
  const log = vi.spyOn(console, 'error').mockReturnValue();
  onTestFinished(() => log.mockRestore());
  const response = await forwardToApi(at('/api/videos'));
  expect(response.status).toBe(502);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = await response.json();
  expect(problem).toEqual({
    type: 'about:blank',
    title: 'Bad Gateway',
    status: 502,
    code: 'API_UNREACHABLE',
    detail: expect.stringContaining("couldn't reach"),
    requestId: expect.stringMatching(/^[\w-]{36}$/),
  });
  expect(response.headers.get('x-request-id')).toBe(problem.requestId);
  expect(log.mock.calls.flat().join(' ')).toContain(problem.requestId);
});

test('a slow API gives a different error than an unreachable one', async () => {
  await upstream(() => undefined);
  const log = vi.spyOn(console, 'error').mockReturnValue();
  onTestFinished(() => log.mockRestore());
  const response = await forwardWithin(at('/api/videos'), 50);
  expect(response.status).toBe(504);
  expect(await response.json()).toMatchObject({ code: 'API_TIMEOUT', title: 'Gateway Timeout' });
});

test('the timeout covers the start of the response, not its end', async () => {
  await upstream((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    setTimeout(() => response.end('data: 2\n\n'), 300);
  });
  const response = await forwardWithin(at('/api/events'), 200);
  expect(await response.text()).toBe('data: 1\n\ndata: 2\n\n');
});

const bodyOf = (sizeBytes: number): ReadableStream<Uint8Array> => {
  const chunk = new Uint8Array(64 * 1024);
  let left = sizeBytes;
  return new ReadableStream({
    pull: (controller) => {
      if (left > 0) controller.enqueue(chunk.subarray(0, Math.min(left, chunk.length)));
      else controller.close();
      left -= chunk.length;
    },
  });
};

test.each([
  ['with Content-Length', { 'content-length': String(60 * 1024 * 1024) }],
  ['without Content-Length', {}],
])('rejects a body of 60 MB %s before it reaches the API', async (_, headers) => {
  let calls = 0;
  await upstream((_request, response) => {
    calls += 1;
    response.end();
  });
  const body = bodyOf(60 * 1024 * 1024);
  const response = await forwardToApi(
    at('/api/videos', { method: 'POST', headers, body, duplex: 'half' } as RequestInit),
  );
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ code: 'BODY_TOO_LARGE', requestId: expect.any(String) });
  expect(calls).toBe(0);
});

test('forwards a body of the maximum size', async () => {
  let size = 0;
  await upstream(async (request, response) => {
    for await (const chunk of request) size += chunk.length;
    response.end();
  });
  const body = bodyOf(MAX_BODY_BYTES);
  expect((await forwardToApi(at('/api/videos', { method: 'POST', body, duplex: 'half' } as RequestInit))).status).toBe(
    200,
  );
  expect(size).toBe(MAX_BODY_BYTES);
});
