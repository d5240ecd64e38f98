import type { ActorView } from '@media/contracts';
import { expect, test } from 'vitest';
import { createClient } from './client.js';
import { answerJson, serve, signedIn } from './fixtures/serve.js';

test('the client says as whom it acts, in the organization that it was made for', async () => {
  const asked: [string, unknown][] = [];
  const actor = { type: 'user', id: 'u', role: 'viewer', permissions: ['video.read', 'member.read'] };
  const baseUrl = await serve(({ method, path, headers }, response) => {
    asked.push([`${method} ${path}`, headers['x-organization-id']]);
    answerJson(response, 200, { ...actor, organizationId: headers['x-organization-id'] });
  });
  const client = createClient({ baseUrl, tokens: signedIn(), organizationId: 'o' });
  const found: ActorView = await client.actor();
  expect(found).toEqual({ ...actor, organizationId: 'o' });
  expect(asked).toEqual([['GET /actor', 'o']]);
});
