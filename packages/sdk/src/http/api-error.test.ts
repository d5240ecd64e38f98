import { expect, test } from 'vitest';
import { createClient } from '../client.js';
import { answerProblem, serve, signedIn } from '../fixtures/serve.js';
import { ApiError, readApiError } from './api-error.js';
import { NetworkError } from './network-error.js';

test('a problem document becomes an error with its code, request id, field errors and missing parts', async () => {
  const baseUrl = await serve((_, response) =>
    answerProblem(response, 409, 'UPLOAD_INCOMPLETE', {
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
  ['an HTML page of a proxy', '<h1>Bad gateway</h1>'],
  ['JSON that is no problem document', '{"message":"no"}'],
  ['nothing', ''],
])('%s still becomes an ApiError with the status', async (_, body) => {
  const error = await readApiError(new Response(body, { status: 502, headers: { 'x-request-id': 'r-9' } }));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 502, code: 'UNREADABLE_ANSWER', requestId: 'r-9' });
});

test('the wait that a rate limit asks for is told in milliseconds', async () => {
  const error = await readApiError(new Response('', { status: 429, headers: { 'retry-after': '7' } }));
  expect(error.retryAfterMs).toBe(7_000);
});

test('a server that does not listen is a NetworkError', async () => {
  const client = createClient({ baseUrl: 'http://127.0.0.1:65535', tokens: signedIn() });
  await expect(client.videos.get('v')).rejects.toBeInstanceOf(NetworkError);
});

test('a call stopped by its caller throws the reason of the stop', async () => {
  const baseUrl = await serve(() => undefined);
  const stop = new AbortController();
  const call = createClient({ baseUrl, tokens: signedIn() }).videos.get('v', stop.signal);
  stop.abort('no longer wanted');
  await expect(call).rejects.toBe('no longer wanted');
});
