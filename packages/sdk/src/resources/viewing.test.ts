import { expect, test } from 'vitest';
import { createClient } from '../client.js';
import { type Received, sendJson, sendProblem, serve, signedIn } from '../fixtures/serve.js';

test('viewers send no credentials, even if the page has a session', async () => {
  const calls: Received[] = [];
  const baseUrl = await serve((request, response) => {
    calls.push(request);
    sendJson(response, 200, { title: 'Premiere' });
  });
  const { viewing } = createClient({ baseUrl, tokens: signedIn() });
  expect(await viewing.watch('v 1')).toEqual({ title: 'Premiere' });
  expect(calls.map(({ method, path, headers }) => [method, path, headers.authorization])).toEqual([
    ['GET', '/watch/v%201', undefined],
  ]);
});

test('a private video is one that does not exist', async () => {
  const baseUrl = await serve((_, response) => sendProblem(response, 404, 'VIDEO_NOT_FOUND'));
  const { viewing } = createClient({ baseUrl });
  await expect(viewing.watch('v')).rejects.toMatchObject({ status: 404, code: 'VIDEO_NOT_FOUND' });
});
