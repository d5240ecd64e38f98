import { expect, test } from 'vitest';
import { type Client, createClient } from '../client.js';
import { sendJson, serve, signedIn } from '../fixtures/serve.js';

const CALLS: Record<string, (client: Client) => Promise<unknown>> = {
  get: ({ videos }) => videos.get('v'),
  watch: (client) => client.watch('v').next(),
  watchAll: (client) => client.watchAll().next(),
};

test.each(['localhost:3001', '/api', 'http:', 'https://ada:secret@media.example.org', ''])(
  'calls of a client with the base URL %j are rejected without retries',
  async (baseUrl) => {
    for (const call of Object.values(CALLS)) {
      const error = await call(createClient({ baseUrl, tokens: signedIn() })).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(TypeError);
      expect(error).toHaveProperty(
        'message',
        expect.stringContaining(`${JSON.stringify(baseUrl)} can't be a baseUrl.`),
      );
    }
  },
);

test("a caller's own fetch can accept other URLs", async () => {
  const origin = await serve((_, response) => sendJson(response, 200, { id: 'v' }));
  const client = createClient({
    ...{ baseUrl: '/api', tokens: signedIn() },
    fetch: (path, init) => fetch(`${origin}${path}`, init),
  });
  expect(await client.videos.get('v')).toEqual({ id: 'v' });
});
