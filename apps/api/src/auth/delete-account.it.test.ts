import type { OrganizationId, Role } from '@media/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, PASSWORD, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { createVideo } from '../fixtures/create-video.js';
import { listenToAll } from '../fixtures/listen.js';
import { mailsTo, tokenIn, waitForMail } from '../fixtures/mails.js';
import { startApi, type TestApi, until } from '../fixtures/start-api.js';

const NEVER_MS = 3_600_000;

let api: TestApi;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  // Only a Redis message can end a stream in time.
  api = await startApi({}, { intervals: { heartbeatMs: 200, pollMs: NEVER_MS, checkAccessMs: NEVER_MS } });
});
afterAll(() => api.close());
beforeEach(async () => {
  [ada, bob] = [await signUp(api), await signUp(api)];
});

const sql = () => api.deps.database.sql;
const deleteAccount = ({ token }: Pick<Person, 'token'>, password = PASSWORD) =>
  call(api, 'POST', '/auth/me/delete', { token, body: { password } });
const statusOf = async (token: string, path = '/auth/me') => (await call(api, 'GET', path, { token })).status;
const createTeam = async ({ token }: Person, name = 'Acme Films'): Promise<OrganizationId> =>
  (await call(api, 'POST', '/organizations', { token, body: { name } })).body.id as OrganizationId;
const join = async (organizationId: OrganizationId, { userId }: Person, role: Role): Promise<void> => {
  await sql().membership.create({ data: { organizationId, userId, role } });
};
const changeRole = (by: Person, organizationId: OrganizationId, { userId }: Person, role: Role) =>
  call(api, 'PATCH', `/organizations/${organizationId}/members/${userId}`, { token: by.token, body: { role } });
const ownersOf = (organizationId: OrganizationId) =>
  sql().membership.count({ where: { organizationId, role: 'owner' } });
const accounts = ({ userId }: Person) => sql().user.count({ where: { id: userId } });

test('an account is deleted with its personal organization, and every session and stream ends at once', async () => {
  const videoId = await createVideo(api, ada);
  const { body } = await call(api, 'POST', `/videos/${videoId}/playback-tokens`, { token: ada.token });
  const login = await call(api, 'POST', '/auth/login', { body: { email: ada.email, password: PASSWORD } });
  const other = String(login.body.accessToken);
  const stream = await listenToAll(api, { token: other });
  const response = await deleteAccount(ada);
  expect(response.status).toBe(204);
  expect(response.headers.get('set-cookie')).toMatch(/Max-Age=0|Expires=Thu, 01 Jan 1970/);
  await until('the stream ends', stream.hasEnded);
  for (const token of [ada.token, other]) expect(await statusOf(token)).toBe(401);
  const refreshed = await call(api, 'POST', '/auth/refresh', { body: { refreshToken: ada.refreshToken } });
  expect(refreshed.status).toBe(401);
  const manifest = `/videos/${videoId}/hls/master.m3u8?token=${body.token}`;
  expect((await call(api, 'GET', manifest)).status).toBe(404);
  expect(await sql().organization.findUnique({ where: { id: ada.organizationId } })).toMatchObject({
    deletedAt: expect.any(Date),
  });
  const mail = await waitForMail(api, ada.email, 'Your account was deleted');
  expect(mail.text).toContain("If this wasn't you");
});

test('no row keeps the address, which can register again as a new account', async () => {
  await deleteAccount(ada);
  expect(await accounts(ada)).toBe(0);
  const where = { userId: ada.userId };
  expect(await sql().session.count({ where })).toBe(0);
  expect(await sql().emailToken.count({ where })).toBe(0);
  expect(await sql().membership.count({ where })).toBe(0);
  const body = { email: ada.email, password: PASSWORD };
  expect((await call(api, 'POST', '/auth/login', { body })).status).toBe(401);
  const again = await call(api, 'POST', '/auth/register', { body });
  expect(again).toMatchObject({ status: 201, body: { user: { email: ada.email } } });
  expect(again.body.user).not.toMatchObject({ id: ada.userId });
  expect(await statusOf(ada.token)).toBe(401);
});

test('a wrong password deletes nothing', async () => {
  expect(await deleteAccount(ada, 'wrong')).toMatchObject({
    status: 422,
    body: { code: 'PASSWORD_WRONG', errors: [{ path: 'password' }] },
  });
  expect(await statusOf(ada.token)).toBe(200);
});

test('in other organizations, API keys, playback tokens, invitations and streams of the user end, and the videos stay', async () => {
  const team = await createTeam(bob);
  await join(team, ada, 'admin');
  const videoId = await createVideo(api, { ...ada, organizationId: team });
  const { id, key } = await createKey(api, ada, { organizationId: team, scopes: ['video.read'] });
  const headers = { 'x-organization-id': team };
  const keyStream = await listenToAll(api, { token: key, headers });
  const bobsStream = await listenToAll(api, { token: bob.token, headers });
  const { body: playback } = await call(api, 'POST', `/videos/${videoId}/playback-tokens`, { token: ada.token });
  const invited = { email: `new-${ada.email}`, role: 'viewer' };
  const { body: invitation } = await call(api, 'POST', `/organizations/${team}/invitations`, {
    ...{ token: ada.token, body: invited },
  });
  expect((await deleteAccount(ada)).status).toBe(204);
  await until('the stream of the key ends', keyStream.hasEnded);
  const before = bobsStream.heartbeats();
  await until("Bob's stream has another heartbeat", () => bobsStream.heartbeats() > before);
  expect(await statusOf(key, '/videos')).toBe(401);
  expect((await call(api, 'GET', `/videos/${videoId}/events?token=${playback.token}`)).status).toBe(401);
  const lookup = { body: { token: String(invitation.url).split('#')[1] } };
  expect((await call(api, 'POST', '/invitations/lookup', lookup)).status).toBe(410);
  expect(await statusOf(bob.token, `/videos/${videoId}`)).toBe(200);
  const keys = await call(api, 'GET', '/api-keys', { token: bob.token, headers });
  expect(keys.body.items).toMatchObject([{ id, revokedAt: expect.any(String) }]);
  expect(keys.text).not.toContain(ada.email);
});

test('organizations without another owner are named, and nothing is deleted until they are handed over or deleted', async () => {
  const [shared, own] = [await createTeam(ada, 'Shared'), await createTeam(ada, 'Own')];
  await join(shared, bob, 'editor');
  const refused = await deleteAccount(ada);
  expect(refused).toMatchObject({ status: 409, body: { code: 'SOLE_OWNER' } });
  expect(refused.body.organizations).toEqual([
    { id: shared, name: 'Shared', isPersonal: false, hasOtherMembers: true },
    { id: own, name: 'Own', isPersonal: false, hasOtherMembers: false },
  ]);
  expect(await statusOf(ada.token)).toBe(200);
  expect((await changeRole(ada, shared, bob, 'owner')).status).toBe(200);
  expect((await call(api, 'DELETE', `/organizations/${own}?name=Own`, { token: ada.token })).status).toBe(204);
  expect((await deleteAccount(ada)).status).toBe(204);
  expect(await ownersOf(shared)).toBe(1);
  expect(await statusOf(bob.token, `/organizations/${shared}`)).toBe(200);
});

test('a personal organization with other members is never deleted with the account', async () => {
  await join(ada.organizationId, bob, 'viewer');
  const named = { id: ada.organizationId, name: ada.email, isPersonal: true, hasOtherMembers: true };
  expect((await deleteAccount(ada)).body.organizations).toEqual([named]);
  await changeRole(ada, ada.organizationId, bob, 'owner');
  expect((await deleteAccount(ada)).status).toBe(204);
  const kept = await call(api, 'GET', `/organizations/${ada.organizationId}`, { token: bob.token });
  expect(kept).toMatchObject({ status: 200, body: { name: 'Shared organization', role: 'owner', isPersonal: false } });
  expect(kept.text).not.toContain(ada.email);
});

test('a personal organization that others keep loses an earlier address of the account, too', async () => {
  await join(ada.organizationId, bob, 'owner');
  const body = { email: `new-${ada.email}`, password: PASSWORD };
  await call(api, 'POST', '/auth/email', { token: ada.token, body });
  const token = tokenIn(await waitForMail(api, body.email, 'Confirm your email address'));
  expect((await call(api, 'POST', '/auth/verify-email', { body: { token } })).status).toBe(200);
  expect((await deleteAccount(ada)).status).toBe(204);
  const kept = await call(api, 'GET', `/organizations/${ada.organizationId}`, { token: bob.token });
  expect(kept).toMatchObject({ status: 200, body: { name: 'Shared organization' } });
});

test('of two deletions at once, both succeed, and one email is sent', async () => {
  const responses = await Promise.all([deleteAccount(ada), deleteAccount(ada), deleteAccount(ada)]);
  // A request that arrives after the commit has no session any more.
  for (const { status } of responses) expect([204, 401]).toContain(status);
  expect(responses.map(({ status }) => status)).toContain(204);
  await waitForMail(api, ada.email, 'Your account was deleted');
  const sent = await mailsTo(api, ada.email);
  expect(sent.filter(({ subject }) => subject === 'Your account was deleted')).toHaveLength(1);
});

test('when two owners delete their accounts at once, or one is demoted meanwhile, the organization keeps an owner', async () => {
  for (let round = 0; round < 8; round += 1) {
    const [eve, mallory] = [await signUp(api), await signUp(api)];
    const team = await createTeam(eve);
    await join(team, mallory, 'owner');
    const responses =
      round % 2 === 0
        ? await Promise.all([deleteAccount(eve), deleteAccount(mallory)])
        : await Promise.all([deleteAccount(eve), changeRole(mallory, team, mallory, 'viewer')]);
    expect([round, await ownersOf(team)]).toEqual([round, 1]);
    expect(responses.map(({ status }) => status).toSorted()).toEqual([expect.toBeOneOf([200, 204]), 409]);
  }
});

test('changes that the user makes during the deletion leave nothing behind', async () => {
  const team = await createTeam(bob);
  await join(team, ada, 'admin');
  const invite = (n: number) =>
    call(api, 'POST', `/organizations/${team}/invitations`, {
      ...{ token: ada.token, body: { email: `${n}-${ada.email}`, role: 'viewer' } },
    });
  const login = () => call(api, 'POST', '/auth/login', { body: { email: ada.email, password: PASSWORD } });
  const createKeyNow = () =>
    call(api, 'POST', '/api-keys', {
      ...{ token: ada.token, headers: { 'x-organization-id': team } },
      body: { name: 'Key', scopes: ['video.read'] },
    });
  const own = await createTeam(bob);
  const { body: invitation } = await call(api, 'POST', `/organizations/${own}/invitations`, {
    ...{ token: bob.token, body: { email: ada.email, role: 'owner' } },
  });
  const accept = () =>
    call(api, 'POST', '/invitations/accept', {
      ...{ token: ada.token, body: { token: String(invitation.url).split('#')[1] } },
    });
  const [deleted, ...others] = await Promise.all([
    ...[deleteAccount(ada), invite(1), login(), createKeyNow(), accept()],
    ...[invite(2), login(), createKeyNow()],
  ]);
  expect(deleted?.status).toBe(204);
  for (const { status } of others) expect([200, 201, 401, 404]).toContain(status);
  expect(await sql().invitation.count({ where: { organizationId: team } })).toBe(0);
  expect(await sql().apiKey.count({ where: { createdBy: ada.userId, revokedAt: null } })).toBe(0);
  expect(await sql().session.count({ where: { userId: ada.userId } })).toBe(0);
});

test('an email with a link that was sent before confirms nothing any more', async () => {
  const token = tokenIn(await waitForMail(api, ada.email, 'Confirm your email address'));
  await deleteAccount(ada);
  expect(await call(api, 'POST', '/auth/verify-email', { body: { token } })).toMatchObject({
    status: 410,
    body: { code: 'LINK_GONE' },
  });
});

test('an organization that the user creates during the deletion is refused, or keeps the account', async () => {
  for (let round = 0; round < 6; round += 1) {
    const eve = await signUp(api);
    const name = `Team of ${eve.userId}`;
    const body = { name };
    const create = () => call(api, 'POST', '/organizations', { token: eve.token, body });
    const [deleted, ...created] = await Promise.all([deleteAccount(eve), create(), create()]);
    const outcomes = created.map(({ status }) => status).toSorted();
    expect([deleted?.status, outcomes]).toEqual(deleted?.status === 204 ? [204, [401, 401]] : [409, [201, 201]]);
    expect(await sql().organization.count({ where: { name } })).toBe(deleted?.status === 204 ? 0 : 2);
  }
});
