import { expect, test } from 'vitest';
import { createClient } from '../client.js';
import { sendJson, sendProblem, serve, signedIn } from '../fixtures/serve.js';

test('the log is listed with its filters, in the organization of the client', async () => {
  const requests: unknown[] = [];
  const baseUrl = await serve(({ path, headers }, response) => {
    requests.push([path, headers['x-organization-id']]);
    sendJson(response, 200, { items: [], nextCursor: null });
  });
  const client = createClient({ baseUrl, tokens: signedIn(), organizationId: 'o' });
  await client.audit.list({ action: 'video.deleted', limit: 5 });
  expect(requests).toEqual([['/audit?action=video.deleted&limit=5', 'o']]);
});

test('an export arrives as a stream, while the server is still writing it', async () => {
  let finish = () => undefined as unknown;
  const baseUrl = await serve(({ path }, response) => {
    expect(path).toBe('/audit/export?format=csv');
    response.writeHead(200, { 'content-type': 'text/csv' }).write('id\r\n');
    finish = () => response.end('1\r\n');
  });
  const stream = await createClient({ baseUrl, tokens: signedIn() }).audit.export({ format: 'csv' });
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  expect(await reader.read()).toEqual({ done: false, value: 'id\r\n' });
  finish();
  expect(await reader.read()).toEqual({ done: false, value: '1\r\n' });
  expect(await reader.read()).toMatchObject({ done: true });
});

test('an export without the permission throws before there is a stream', async () => {
  const baseUrl = await serve((_, response) => sendProblem(response, 403, 'FORBIDDEN'));
  const exported = createClient({ baseUrl, tokens: signedIn() }).audit.export();
  await expect(exported).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
