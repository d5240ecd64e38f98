import { expect, test } from 'vitest';
import { createClient } from '../client.js';
import { type Received, sendJson, serve, signedIn } from '../fixtures/serve.js';

test('share links are created, listed and revoked by the session of a member', async () => {
  const calls: Received[] = [];
  const baseUrl = await serve((request, response) => {
    calls.push(request);
    sendJson(response, 200, { id: 's' });
  });
  const { shares } = createClient({ baseUrl, tokens: signedIn() });
  expect(await shares.create('v 1', { allowDownload: true })).toEqual({ id: 's' });
  await shares.create('v');
  await shares.list('v', { limit: 5 });
  await shares.revoke('v', 's 1');
  expect(calls.map(({ method, path, body }) => [method, path, String(body)])).toEqual([
    ['POST', '/videos/v%201/shares', '{"allowDownload":true}'],
    ['POST', '/videos/v/shares', '{}'],
    ['GET', '/videos/v/shares?limit=5', ''],
    ['DELETE', '/videos/v/shares/s%201', ''],
  ]);
  expect(new Set(calls.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer access-1']));
});
