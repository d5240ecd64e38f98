import type { ActorView } from '@media/contracts';
import { expect, test } from 'vitest';
import { createClient } from './client.js';
import { sendJson, serve, signedIn } from './fixtures/serve.js';

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
