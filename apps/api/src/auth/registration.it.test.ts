import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { call, PASSWORD, type Person, signUp } from '../fixtures/call.js';
import { startApi, startBeside, type TestApi } from '../fixtures/start-api.js';

const start = async (REGISTRATION: string): Promise<TestApi> => {
  const api = await startApi({ REGISTRATION });
  onTestFinished(() => api.close());
  return api;
};
const newAddress = () => `${randomUUID()}@example.org`;
const register = (api: TestApi, email = newAddress(), invitationToken?: string) =>
  call(api, 'POST', '/auth/register', { body: { email, password: PASSWORD, invitationToken } });
const modeOf = async (api: TestApi) => (await call(api, 'GET', '/auth/registration')).body;

/** Invites an address to the personal organization of a user. Returns the token of the link. */
const invite = async (api: TestApi, { token, organizationId }: Person, email: string): Promise<string> => {
  const body = { email, role: 'viewer' };
  const created = await call(api, 'POST', `/organizations/${organizationId}/invitations`, { token, body });
  expect(created.status).toBe(201);
  return String(created.body.url).split('#')[1] ?? '';
};
const accept = (api: TestApi, token: string, invitationToken: string) =>
  call(api, 'POST', '/invitations/accept', { token, body: { token: invitationToken } });

const CLOSED = { status: 403, body: { code: 'REGISTRATION_CLOSED' } };
const INVITATION_REQUIRED = { status: 403, body: { code: 'INVITATION_REQUIRED' } };

test('by default, anyone registers, and a token that they have makes no difference', async () => {
  const api = await startApi();
  onTestFinished(() => api.close());
  expect(await modeOf(api)).toEqual({ mode: 'open' });
  expect((await register(api, newAddress(), 'nonsense')).status).toBe(201);
  expect(await modeOf(api)).toEqual({ mode: 'open' });
});

test.each(['invitation', 'closed'])('with %s, the first account can be created, and only that one', async (mode) => {
  const api = await start(mode);
  expect(await modeOf(api)).toEqual({ mode: 'open' });
  const responses = await Promise.all(Array.from({ length: 5 }, () => register(api)));
  expect(responses.map(({ status }) => status).toSorted()).toEqual([201, 403, 403, 403, 403]);
  expect(await api.deps.database.sql.user.count()).toBe(1);
  expect(await modeOf(api)).toEqual({ mode });
});

test('closed: nobody registers, but users accept invitations', async () => {
  const api = await start('closed');
  const ada = await signUp(api);
  const email = newAddress();
  expect(await register(api)).toMatchObject(CLOSED);
  expect(await register(api, email, await invite(api, ada, email))).toMatchObject(CLOSED);
  // Bob's account is older than the setting.
  const open = await startBeside(api, { REGISTRATION: 'open' });
  const bob = await signUp(open);
  await open.close();
  expect((await accept(api, bob.token, await invite(api, ada, bob.email))).status).toBe(200);
});

test('invitation: only the invited address registers, and accepts the invitation afterwards', async () => {
  const api = await start('invitation');
  const ada = await signUp(api);
  const email = newAddress();
  const token = await invite(api, ada, email);
  expect(await register(api, email)).toMatchObject(INVITATION_REQUIRED);
  expect(await register(api, newAddress(), token)).toMatchObject({
    status: 403,
    body: { code: 'INVITATION_FOR_OTHER_ADDRESS' },
  });
  const registered = await register(api, email.toUpperCase(), token);
  expect(registered).toMatchObject({ status: 201, body: { user: { email } } });
  expect((await accept(api, String(registered.body.accessToken), token)).status).toBe(200);
  expect(await register(api, email, token)).toMatchObject({ status: 410, body: { code: 'INVITATION_GONE' } });
});

test('invitation: revoked and invented tokens register nobody', async () => {
  const api = await start('invitation');
  const ada = await signUp(api);
  const email = newAddress();
  const token = await invite(api, ada, email);
  await api.deps.database.sql.invitation.deleteMany();
  for (const each of [token, 'nonsense', 'A'.repeat(64)])
    expect(await register(api, email, each)).toMatchObject({ status: 410, body: { code: 'INVITATION_GONE' } });
  expect(await api.deps.database.sql.user.count()).toBe(1);
});

test.each(['invitation', 'closed'])(
  'with %s, a refusal does not reveal whether the address has an account',
  async (mode) => {
    const api = await start(mode);
    const ada = await signUp(api);
    const visible = async (email: string) => {
      const { status, body } = await register(api, email);
      return [status, { ...body, requestId: '' }];
    };
    expect(await visible(ada.email)).toEqual(await visible(newAddress()));
  },
);
