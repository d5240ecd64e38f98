import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendRaw } from '../fixtures/open-raw.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

const SECRET = 'open-sesame-1234567890';
const AUTH = `authorization: Bearer ${SECRET}\r\ncookie: session=${SECRET}\r\n`;

let api: TestApi;
const lines: string[] = [];
beforeAll(async () => {
  api = await startApi({}, { lines });
});
afterAll(() => api.close());

const get = (target: string, headers = ''): string =>
  `GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${AUTH}${headers}\r\n`;
const post = (headers: string, body: string): string =>
  `POST /auth/login HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${AUTH}${headers}\r\n${body}`;
const JSON_BODY = 'content-type: application/json\r\n';

/** Requests that are rejected before a handler runs. Each contains a secret. */
const UNREADABLE: [what: string, bytes: string, status: number, code: string][] = [
  ['a path that ends in %', get(`/%?token=${SECRET}`), 400, 'REQUEST_MALFORMED'],
  ['a path with invalid UTF-8', get(`/videos/%ff?token=${SECRET}`), 400, 'REQUEST_MALFORMED'],
  ['a path with invalid UTF-8 and a secret', get(`/videos/%ff${SECRET}`), 400, 'REQUEST_MALFORMED'],
  ['two slashes', get(`//?token=${SECRET}`), 404, 'ROUTE_NOT_FOUND'],
  ['two slashes before a path', get(`//videos?token=${SECRET}`), 404, 'ROUTE_NOT_FOUND'],
  ['an encoded zero byte', get(`/videos/%00?token=${SECRET}`), 401, 'UNAUTHENTICATED'],
  ['an unknown path', get(`/nowhere/${SECRET}?token=${SECRET}`), 404, 'ROUTE_NOT_FOUND'],
  [
    'an asterisk as the target',
    `OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${AUTH}\r\n`,
    404,
    'ROUTE_NOT_FOUND',
  ],
  ['an invalid target', get(`*${SECRET}`), 404, 'ROUTE_NOT_FOUND'],
  ['an id of hundreds of characters', get(`/videos/${SECRET.repeat(20)}`), 414, 'URL_TOO_LONG'],
  [
    'an id of hundreds of characters, before more bytes',
    `${get(`/videos/${SECRET.repeat(20)}`)}{}`,
    414,
    'URL_TOO_LONG',
  ],
  ['a URL of 20 kB', get(`/videos?q=${SECRET.repeat(1_000)}`), 431, 'HEADERS_TOO_LARGE'],
  ['a header of 20 kB', get('/videos', `x-long: ${SECRET.repeat(1_000)}\r\n`), 431, 'HEADERS_TOO_LARGE'],
  ['a zero byte in the URL', get(`/videos/\0?token=${SECRET}`), 400, 'REQUEST_MALFORMED'],
  ['a zero byte in a header', get('/videos', `x-zero: ${SECRET}\0\r\n`), 400, 'REQUEST_MALFORMED'],
  ['a header without a name', get('/videos', `: ${SECRET}\r\n`), 400, 'REQUEST_MALFORMED'],
  ['a TLS handshake', `\x16\x03\x01${SECRET}\r\n\r\n`, 400, 'REQUEST_MALFORMED'],
  ['an unknown method', `STEAL /videos HTTP/1.1\r\nhost: x\r\n${AUTH}\r\n`, 400, 'REQUEST_MALFORMED'],
  ['an unknown HTTP version', `GET /videos HTTP/9.9\r\nhost: x\r\n${AUTH}\r\n`, 400, 'REQUEST_MALFORMED'],
  ['no Host header', `GET /health/live HTTP/1.1\r\nconnection: close\r\n${AUTH}\r\n`, 400, 'REQUEST_MALFORMED'],
  [
    'two Content-Length headers',
    post(`${JSON_BODY}content-length: 1\r\ncontent-length: 2\r\n`, '{}'),
    400,
    'REQUEST_MALFORMED',
  ],
  [
    'Content-Length and Transfer-Encoding',
    post('content-length: 1\r\ntransfer-encoding: chunked\r\n', '1'),
    400,
    'REQUEST_MALFORMED',
  ],
  [
    'a chunk without a size',
    post(`${JSON_BODY}transfer-encoding: chunked\r\n`, `${SECRET}\r\n`),
    400,
    'REQUEST_MALFORMED',
  ],
  ['an Expect header', post(`expect: ${SECRET}\r\ncontent-length: 2\r\n`, '{}'), 400, 'REQUEST_MALFORMED'],
  [
    'truncated JSON',
    post(`${JSON_BODY}content-length: 29\r\n`, `{"password":${SECRET}"`.slice(0, 29)),
    400,
    'REQUEST_MALFORMED',
  ],
  [
    'an unsupported content type',
    post(`content-type: text/${SECRET}\r\ncontent-length: 2\r\n`, '{}'),
    415,
    'MEDIA_TYPE_UNSUPPORTED',
  ],
  [
    'an unsupported method',
    `PUT /videos?token=${SECRET} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${AUTH}\r\n`,
    405,
    'METHOD_NOT_ALLOWED',
  ],
];

test.each(UNREADABLE)(
  '%s gets a problem document with the default headers, and its secret is not repeated',
  async (...row) => {
    const [, bytes, status, code] = row;
    const before = lines.length;
    const response = await sendRaw(api, bytes);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      ...[status, 'application/problem+json; charset=utf-8'],
    ]);
    expect(JSON.parse(response.body)).toMatchObject({ status, code, requestId: response.headers.get('x-request-id') });
    const usual = {
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'private, no-store',
      'access-control-allow-origin': '*',
    };
    expect(Object.fromEntries(response.headers)).toMatchObject(usual);
    // The rejection is logged with the request id in the response.
    await expect.poll(() => lines.slice(before).join('')).toContain(response.headers.get('x-request-id'));
    for (const text of [response.body, JSON.stringify([...response.headers]), lines.join('')]) {
      expect(text).not.toContain(SECRET);
    }
  },
);
