import { expect, test } from 'vitest';
import { createClient } from '../client.js';
import { type Handler, sendJson, sendProblem, serve, signedIn } from '../fixtures/serve.js';

const clientWith = async (handle: Handler) => {
  const calls: string[] = [];
  const bodies: unknown[] = [];
  const baseUrl = await serve((request, response, socket) => {
    calls.push(`${request.method} ${request.path}`);
    if (request.body.length > 0) bodies.push(JSON.parse(request.body.toString()));
    handle(request, response, socket);
  });
  const tokens = signedIn();
  return { calls, bodies, tokens, client: createClient({ baseUrl, tokens }) };
};
const noContent: Handler = (_, response) => void response.writeHead(204).end();

test('a wrong current password is reported as such and neither renews nor ends the session', async () => {
  const { client, calls, tokens } = await clientWith((_, response) =>
    sendProblem(response, 422, 'PASSWORD_WRONG', { errors: [{ path: 'currentPassword', message: 'is not yours' }] }),
  );
  const change = client.auth.changePassword({ currentPassword: 'wrong', newPassword: 'long enough' });
  await expect(change).rejects.toMatchObject({ code: 'PASSWORD_WRONG', errors: [{ path: 'currentPassword' }] });
  expect(calls).toEqual(['POST /auth/password']);
  expect(tokens.read()).toBeDefined();
});

test('a profile name is changed, and removed by null', async () => {
  const user = { id: 'u', email: 'a@example.org', name: 'Ada', organizations: [] };
  const { client, calls, bodies } = await clientWith((_, response) => sendJson(response, 200, user));
  expect(await client.auth.updateProfile({ name: 'Ada' })).toEqual(user);
  await client.auth.updateProfile({ name: null });
  expect(calls).toEqual(['PATCH /auth/me', 'PATCH /auth/me']);
  expect(bodies).toEqual([{ name: 'Ada' }, { name: null }]);
});

test('sessions are listed, and ending another one keeps this one', async () => {
  const items = [{ id: 's 1', userAgent: null, isCurrent: true }];
  const { client, calls, tokens } = await clientWith(({ method }, response) =>
    method === 'GET' ? sendJson(response, 200, { items }) : void response.writeHead(204).end(),
  );
  expect(await client.auth.sessions()).toEqual(items);
  await client.auth.revokeSession('s 1');
  expect(calls).toEqual(['GET /auth/sessions', 'DELETE /auth/sessions/s%201']);
  expect(tokens.read()).toBeDefined();
});

test('signing out everywhere clears the session, even if it has already ended', async () => {
  const open = await clientWith(noContent);
  await open.client.auth.logoutEverywhere();
  expect(open.calls).toEqual(['DELETE /auth/sessions']);
  expect(open.tokens.read()).toBeUndefined();
  const ended = await clientWith((_, response) => sendProblem(response, 401, 'UNAUTHENTICATED'));
  await ended.client.auth.logoutEverywhere();
  expect(ended.tokens.read()).toBeUndefined();
});

test('a sign-out that fails on the server keeps the session, so that it can be retried', async () => {
  const { client, tokens } = await clientWith((_, response) => sendProblem(response, 503, 'DATABASE_UNAVAILABLE'));
  await expect(client.auth.logoutEverywhere()).rejects.toMatchObject({ status: 503 });
  expect(tokens.read()).toBeDefined();
});

test('deleting the account clears the session', async () => {
  const { client, calls, bodies, tokens } = await clientWith(noContent);
  await client.auth.deleteAccount({ password: 'correct horse' });
  expect(calls).toEqual(['POST /auth/me/delete']);
  expect(bodies).toEqual([{ password: 'correct horse' }]);
  expect(tokens.read()).toBeUndefined();
});

test('a refused deletion keeps the session and names the organizations to settle', async () => {
  const organizations = [{ id: 'o', name: 'Acme Films', isPersonal: false, hasOtherMembers: true }];
  const { client, tokens } = await clientWith((_, response) =>
    sendProblem(response, 409, 'SOLE_OWNER', { organizations }),
  );
  const deletion = client.auth.deleteAccount({ password: 'correct horse' });
  await expect(deletion).rejects.toMatchObject({ code: 'SOLE_OWNER', organizations });
  expect(tokens.read()).toBeDefined();
});
