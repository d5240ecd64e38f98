import { expect, test } from 'vitest';
import { createClient } from '../client.js';
import { sendProblem, serve, signedIn } from '../fixtures/serve.js';
import { ApiError, readApiError } from './api-error.js';
import { NetworkError } from './network-error.js';

test('a problem document becomes an error with its code, request id, field errors and missing parts', async () => {
  const baseUrl = await serve((_, response) =>
    sendProblem(response, 409, 'UPLOAD_INCOMPLETE', {
      errors: [{ path: 'title', message: 'is too long' }],
      missingParts: [2, 5],
    }),
  );
  const failure = createClient({ baseUrl, tokens: signedIn() }).videos.get('v');
  await expect(failure).rejects.toMatchObject({
    name: 'ApiError',
    status: 409,
    code: 'UPLOAD_INCOMPLETE',
    detail: 'It is UPLOAD_INCOMPLETE.',
    message: 'It is UPLOAD_INCOMPLETE.',
    requestId: 'r-1',
    errors: [{ path: 'title', message: 'is too long' }],
    missingParts: [2, 5],
  });
});

test.each([
  ['the HTML page of a proxy', '<h1>Bad gateway</h1>'],
  ["JSON that isn't a problem document", '{"message":"no"}'],
  ['an empty body', ''],
])('%s becomes an ApiError with the status', async (_, body) => {
  const error = await readApiError(new Response(body, { status: 502, headers: { 'x-request-id': 'r-9' } }));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 502, code: 'UNREADABLE_ANSWER', requestId: 'r-9' });
});

test('Retry-After is available in milliseconds', async () => {
  const error = await readApiError(new Response('', { status: 429, headers: { 'retry-after': '7' } }));
  expect(error.retryAfterMs).toBe(7_000);
});

test("a server that doesn't listen causes a NetworkError", async () => {
  const client = createClient({ baseUrl: 'http://127.0.0.1:65535', tokens: signedIn() });
  await expect(client.videos.get('v')).rejects.toBeInstanceOf(NetworkError);
});

test('an aborted call throws the abort reason', async () => {
  const baseUrl = await serve(() => undefined);
  const stop = new AbortController();
  const call = createClient({ baseUrl, tokens: signedIn() }).videos.get('v', stop.signal);
  stop.abort('no longer wanted');
  await expect(call).rejects.toBe('no longer wanted');
});
