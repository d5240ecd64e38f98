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
  expect(await viewing.openShare('t')).toEqual({ title: 'Premiere' });
  await viewing.openShare('t', 'secret');
  expect(calls.map(({ method, path, headers, body }) => [method, path, headers.authorization, String(body)])).toEqual([
    ['GET', '/watch/v%201', undefined, ''],
    ['POST', '/shares/open', undefined, '{"token":"t"}'],
    ['POST', '/shares/open', undefined, '{"token":"t","password":"secret"}'],
  ]);
});

test('a private video is one that does not exist', async () => {
  const baseUrl = await serve((_, response) => sendProblem(response, 404, 'VIDEO_NOT_FOUND'));
  const { viewing } = createClient({ baseUrl });
  await expect(viewing.watch('v')).rejects.toMatchObject({ status: 404, code: 'VIDEO_NOT_FOUND' });
});
