import { expect, test } from 'vitest';
import { createClient } from '../client.js';
import { type Handler, type Received, sendJson, sendProblem, serve, signedIn } from '../fixtures/serve.js';

const clientWith = async (handle: Handler) => {
  const calls: Received[] = [];
  const baseUrl = await serve((request, response, socket) => {
    calls.push(request);
    handle(request, response, socket);
  });
  return { calls, client: createClient({ baseUrl, tokens: signedIn() }) };
};

test("the link to the original is requested with the session's header and returned without being followed", async () => {
  const url = 'https://store.example.org/sources/v?X-Amz-Signature=s';
  const { client, calls } = await clientWith((_, response) => sendJson(response, 200, { url }));
  expect(await client.videos.originalUrl('v 1')).toBe(url);
  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /videos/v%201/download?output=source']);
  expect(calls[0]?.headers).toMatchObject({ authorization: 'Bearer access-1' });
  // With `*/*` in `accept` the server would redirect instead.
  expect(calls[0]?.headers.accept).not.toContain('*/*');
});

test('an update sends only what changes', async () => {
  const { client, calls } = await clientWith((_, response) => sendJson(response, 200, {}));
  await client.videos.update('v', { priority: 'low' });
  await client.videos.rename('v', 'a');
  expect(calls.map(({ method, path, body }) => [method, path, JSON.parse(body.toString())])).toEqual([
    ['PATCH', '/videos/v', { priority: 'low' }],
    ['PATCH', '/videos/v', { title: 'a' }],
  ]);
});

test('a client without permission gets FORBIDDEN instead of the original', async () => {
  const { client } = await clientWith((_, response) => sendProblem(response, 403, 'FORBIDDEN'));
  await expect(client.videos.originalUrl('v')).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' });
});
