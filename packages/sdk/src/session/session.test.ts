import { expect, test } from 'vitest';
import { createClient } from '../client.js';
import { type Handler, sendJson, sendProblem, serve, signedIn } from '../fixtures/serve.js';

const user = { id: 'u', email: 'a@example.org', name: null, organizations: [] };

/** Accepts only the latest access token, and each refresh token once. */
const authServer = () => {
  let generation = 1;
  const refreshes: string[] = [];
  const handle: Handler = ({ path, headers, body }, response) => {
    if (path === '/auth/refresh') {
      const { refreshToken } = JSON.parse(body.toString());
      refreshes.push(refreshToken);
      if (refreshToken !== `refresh-${generation}`) return sendProblem(response, 401, 'REFRESH_TOKEN_REUSED');
      generation += 1;
      const tokens = { accessToken: `access-${generation}`, refreshToken: `refresh-${generation}` };
      return sendJson(response, 200, { user, expiresIn: 900, ...tokens });
    }
    if (headers.authorization !== `Bearer access-${generation}`) return sendProblem(response, 401, 'UNAUTHENTICATED');
    sendJson(response, 200, user);
  };
  return { handle, refreshes, revokeAccess: () => (generation = 2) };
};

test('ten concurrent calls that need a new access token share one refresh and all succeed', async () => {
  const server = authServer();
  const store = signedIn('expired', 'refresh-1');
  const client = createClient({ baseUrl: await serve(server.handle), tokens: store });
  const answers = await Promise.all(Array.from({ length: 10 }, () => client.auth.me()));
  expect(answers).toEqual(Array(10).fill(user));
  expect(server.refreshes).toEqual(['refresh-1']);
  expect(store.read()).toMatchObject({ accessToken: 'access-2', refreshToken: 'refresh-2' });
});

test('an access token that is about to expire is renewed before it is used', async () => {
  const server = authServer();
  const store = signedIn();
  store.write({ accessToken: 'access-1', refreshToken: 'refresh-1', expiresAtMs: Date.now() + 1_000 });
  const client = createClient({ baseUrl: await serve(server.handle), tokens: store });
  await client.auth.me();
  expect(server.refreshes).toEqual(['refresh-1']);
});

test('a spent refresh token ends the session once, and the call fails with its own error', async () => {
  const server = authServer();
  server.revokeAccess();
  const store = signedIn('access-1', 'refresh-1');
  let ended = 0;
  const onSessionEnded = () => {
    ended += 1;
  };
  const client = createClient({ baseUrl: await serve(server.handle), tokens: store, onSessionEnded });
  await expect(client.auth.me()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(store.read()).toBeUndefined();
  expect(ended).toBe(1);
});

test("a refresh that fails on the server doesn't sign out", async () => {
  const baseUrl = await serve(({ path }, response) =>
    path === '/auth/refresh'
      ? sendProblem(response, 503, 'DATABASE_UNAVAILABLE')
      : sendProblem(response, 401, 'UNAUTHENTICATED'),
  );
  const store = signedIn();
  await expect(createClient({ baseUrl, tokens: store }).auth.me()).rejects.toMatchObject({ status: 503 });
  expect(store.read()).toMatchObject({ refreshToken: 'refresh-1' });
});

test('a wrong password at sign-in is reported without a refresh', async () => {
  const paths: string[] = [];
  const baseUrl = await serve(({ path }, response) => {
    paths.push(path);
    sendProblem(response, 401, 'CREDENTIALS_WRONG');
  });
  const login = createClient({ baseUrl, tokens: signedIn() }).auth.login({ email: 'a@example.org', password: 'x' });
  await expect(login).rejects.toMatchObject({ code: 'CREDENTIALS_WRONG' });
  expect(paths).toEqual(['/auth/login']);
});

test('in cookie mode no refresh token is requested, stored or sent', async () => {
  const bodies: unknown[] = [];
  const baseUrl = await serve(({ body }, response) => {
    bodies.push(body.length > 0 ? JSON.parse(body.toString()) : undefined);
    sendJson(response, 200, { user, accessToken: 'a', expiresIn: 0 });
  });
  const client = createClient({ baseUrl, session: 'cookie' });
  await client.auth.login({ email: 'a@example.org', password: 'long enough' });
  await client.auth.me();
  expect(bodies).toEqual([{ email: 'a@example.org', password: 'long enough', session: 'cookie' }, {}, undefined]);
});

test('signing out clears the tokens', async () => {
  const store = signedIn();
  const baseUrl = await serve((_, response) => response.writeHead(204).end());
  await createClient({ baseUrl, tokens: store }).auth.logout();
  expect(store.read()).toBeUndefined();
});

test('a throttled request is sent again after Retry-After, whatever its method', async () => {
  const bodies: string[] = [];
  const baseUrl = await serve(({ body }, response) => {
    bodies.push(body.toString());
    if (bodies.length > 1) return sendJson(response, 200, user);
    response.setHeader('retry-after', '1');
    sendProblem(response, 429, 'TOO_MANY_REQUESTS');
  });
  expect(await createClient({ baseUrl, tokens: signedIn() }).auth.updateProfile({ name: 'Ada' })).toEqual(user);
  expect(bodies).toEqual(['{"name":"Ada"}', '{"name":"Ada"}']);
});

test('a rate-limited password guess fails immediately', async () => {
  let asked = 0;
  const baseUrl = await serve((_, response) => {
    asked += 1;
    sendProblem(response, 429, 'RATE_LIMITED');
  });
  const change = createClient({ baseUrl, tokens: signedIn() }).auth.changePassword({
    ...{ currentPassword: 'a', newPassword: 'b' },
  });
  await expect(change).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  expect(asked).toBe(1);
});
