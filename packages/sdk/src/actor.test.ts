import type { ActorView } from '@media/contracts';
import { expect, test } from 'vitest';
import { createClient } from './client.js';
import { sendJson, sendProblem, serve, signedIn } from './fixtures/serve.js';

test('one session acts in several organizations, through a client for each', async () => {
  const requests: [string, unknown, unknown][] = [];
  const baseUrl = await serve(({ path, headers }, response) => {
    requests.push([path, headers['x-organization-id'], headers.authorization]);
    sendJson(response, 200, { items: [], nextCursor: null });
  });
  const client = createClient({ baseUrl, tokens: signedIn() });
  const [red, blue] = [client.forOrganization('red'), client.forOrganization('blue')];
  await red.videos.list();
  await blue.recipes.list();
  await client.videos.list();
  await client.auth.sessions();
  await red.uploads.get('u');
  expect(requests).toEqual([
    ['/videos', 'red', 'Bearer access-1'],
    ['/recipes', 'blue', 'Bearer access-1'],
    ['/videos', undefined, 'Bearer access-1'],
    ['/auth/sessions', undefined, 'Bearer access-1'],
    ['/uploads/u', 'red', 'Bearer access-1'],
  ]);
});

test("the actor is that of the client's own organization", async () => {
  const requests: [string, unknown][] = [];
  const actor = { type: 'user', id: 'u', role: 'viewer', permissions: ['video.read', 'member.read'] };
  const baseUrl = await serve(({ method, path, headers }, response) => {
    requests.push([`${method} ${path}`, headers['x-organization-id']]);
    sendJson(response, 200, { ...actor, organizationId: headers['x-organization-id'] });
  });
  const client = createClient({ baseUrl, tokens: signedIn(), organizationId: 'o' });
  const found: ActorView = await client.actor();
  expect(found).toEqual({ ...actor, organizationId: 'o' });
  expect(requests).toEqual([['GET /actor', 'o']]);
});

test('a client with an API key sends it with every call, and never tries to renew it', async () => {
  const requests: [string, unknown][] = [];
  const baseUrl = await serve(({ method, path, headers }, response) => {
    requests.push([`${method} ${path}`, headers.authorization]);
    if (path === '/auth/me') return sendProblem(response, 403, 'USER_REQUIRED');
    if (path === '/api-keys') return sendJson(response, 201, { id: 'k', key: 'mp_new' });
    sendProblem(response, 401, 'API_KEY_INVALID');
  });
  const client = createClient({ baseUrl, apiKey: 'mp_key', tokens: signedIn() });
  expect(await client.apiKeys.create({ name: 'Import', scopes: ['video.read'] })).toMatchObject({ key: 'mp_new' });
  await expect(client.videos.list()).rejects.toMatchObject({ code: 'API_KEY_INVALID' });
  await expect(client.auth.me()).rejects.toMatchObject({ code: 'USER_REQUIRED' });
  await expect(client.apiKeys.rotate('k', { overlapSeconds: 60 })).rejects.toMatchObject({ status: 401 });
  expect(requests).toEqual(
    ['POST /api-keys', 'GET /videos', 'GET /auth/me', 'POST /api-keys/k/rotate'].map((call) => [call, 'Bearer mp_key']),
  );
});
