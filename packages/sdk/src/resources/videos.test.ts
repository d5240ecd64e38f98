import { expect, test } from 'vitest';
import { createClient } from '../client.js';
import { answerJson, answerProblem, type Handler, type Received, serve, signedIn } from '../fixtures/serve.js';

const asked = async (handle: Handler) => {
  const calls: Received[] = [];
  const baseUrl = await serve((request, response, socket) => {
    calls.push(request);
    handle(request, response, socket);
  });
  return { calls, client: createClient({ baseUrl, tokens: signedIn() }) };
};

test('the original is asked for as a member, by a header, and its link comes back without being followed', async () => {
  const url = 'https://store.example.org/sources/v?X-Amz-Signature=s';
  const { client, calls } = await asked((_, response) => answerJson(response, 200, { url }));
  expect(await client.videos.originalUrl('v/1')).toBe(url);
  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /videos/v%2F1/download?output=source']);
  expect(calls[0]?.headers).toMatchObject({ authorization: 'Bearer access-1' });
  // With `*/*` among what it takes it would be led there instead.
  expect(calls[0]?.headers.accept).not.toContain('*/*');
});

test('whoever may not have the original is told so', async () => {
  const { client } = await asked((_, response) => answerProblem(response, 403, 'FORBIDDEN'));
  await expect(client.videos.originalUrl('v')).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' });
});
