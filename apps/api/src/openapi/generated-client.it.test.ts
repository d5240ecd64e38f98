import { buildClient } from '@media/openapi-client-check';
import { expect, onTestFinished, test } from 'vitest';
import { call } from '../fixtures/call.js';
import { startApi } from '../fixtures/start-api.js';

test('a client generated from the OpenAPI document compiles and completes a journey from sign-up to deletion', async () => {
  const api = await startApi();
  onTestFinished(() => api.close());
  const { text } = await call(api, 'GET', '/openapi.json');
  const { compilerErrors, journey } = await buildClient(text);
  expect(compilerErrors).toBe('');
  const seen = await journey(api.baseUrl);
  const id = expect.stringMatching(/^GET \/videos\/[\da-f-]{36}: 404 VIDEO_NOT_FOUND$/);
  expect(seen).toEqual(['Generated', 'queued', 'cancelled', 'cancelled', id]);
});
