import { expect, test } from 'vitest';
import { createClient } from '../client.js';
import { answerJson, answerProblem, type Handler, serve, signedIn } from '../fixtures/serve.js';

const asked = async (handle: Handler) => {
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
const nothing: Handler = (_, response) => void response.writeHead(204).end();

test('a wrong current password is told as it is, and no session is renewed or ended for it', async () => {
  const { client, calls, tokens } = await asked((_, response) =>
    answerProblem(response, 422, 'PASSWORD_WRONG', { errors: [{ path: 'currentPassword', message: 'is not yours' }] }),
  );
  const change = client.auth.changePassword({ currentPassword: 'wrong', newPassword: 'long enough' });
  await expect(change).rejects.toMatchObject({ code: 'PASSWORD_WRONG', errors: [{ path: 'currentPassword' }] });
  expect(calls).toEqual(['POST /auth/password']);
  expect(tokens.read()).toBeDefined();
});

test('a name is changed, and taken away by null', async () => {
  const user = { id: 'u', email: 'a@example.org', name: 'Ada', organizations: [] };
  const { client, calls, bodies } = await asked((_, response) => answerJson(response, 200, user));
  expect(await client.auth.updateProfile({ name: 'Ada' })).toEqual(user);
  await client.auth.updateProfile({ name: null });
  expect(calls).toEqual(['PATCH /auth/me', 'PATCH /auth/me']);
  expect(bodies).toEqual([{ name: 'Ada' }, { name: null }]);
});

test('sessions are listed, and one of them is ended without ending this one', async () => {
  const items = [{ id: 's/1', userAgent: null, isCurrent: true }];
  const { client, calls, tokens } = await asked(({ method }, response) =>
    method === 'GET' ? answerJson(response, 200, { items }) : void response.writeHead(204).end(),
  );
  expect(await client.auth.sessions()).toEqual(items);
  await client.auth.revokeSession('s/1');
  expect(calls).toEqual(['GET /auth/sessions', 'DELETE /auth/sessions/s%2F1']);
  expect(tokens.read()).toBeDefined();
});

test('signing out everywhere leaves nothing of the session, also when it has ended already', async () => {
  const open = await asked(nothing);
  await open.client.auth.logoutEverywhere();
  expect(open.calls).toEqual(['DELETE /auth/sessions']);
  expect(open.tokens.read()).toBeUndefined();
  const ended = await asked((_, response) => answerProblem(response, 401, 'UNAUTHENTICATED'));
  await ended.client.auth.logoutEverywhere();
  expect(ended.tokens.read()).toBeUndefined();
});

test('a sign-out that did not reach the server keeps the session, so that it can be tried again', async () => {
  const { client, tokens } = await asked((_, response) => answerProblem(response, 503, 'DATABASE_UNAVAILABLE'));
  await expect(client.auth.logoutEverywhere()).rejects.toMatchObject({ status: 503 });
  expect(tokens.read()).toBeDefined();
});
