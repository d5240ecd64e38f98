import type { AuditEntryView } from '@media/contracts';
import type { Role, UserId } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, PASSWORD, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { startApi, startBeside, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const readLog = async ({ token, organizationId }: Person, query = ''): Promise<AuditEntryView[]> => {
  const headers = { 'x-organization-id': organizationId };
  const { status, body } = await call(api, 'GET', `/audit${query}`, { token, headers });
  expect(status).toBe(200);
  return body.items as AuditEntryView[];
};

const addMember = async ({ organizationId }: Person, role: Role = 'viewer'): Promise<UserId> => {
  const { userId } = await signUp(api);
  await api.deps.database.sql.membership.create({ data: { organizationId, userId, role } });
  return userId;
};

const changeRole = async ({ token, organizationId }: Person, userId: UserId, role: Role) => {
  const path = `/organizations/${organizationId}/members/${userId}`;
  const headers = { 'user-agent': 'Test/1', 'x-request-id': 'request-of-test' };
  expect((await call(api, 'PATCH', path, { token, body: { role }, headers })).status).toBe(200);
};

test('an entry says who did what to whom, and where from', async () => {
  const owner = await signUp(api);
  const member = await addMember(owner);
  await changeRole(owner, member, 'editor');
  const { email } = await api.deps.database.sql.user.findUniqueOrThrow({ where: { id: member } });
  const [entry] = await readLog(owner);
  expect(entry).toMatchObject({
    action: 'member.role_changed',
    actor: { type: 'user', id: owner.userId, name: owner.email },
    targets: [{ type: 'user', id: member, name: email }],
    context: { ip: '127.0.0.1', userAgent: 'Test/1', requestId: 'request-of-test' },
    metadata: { from: 'viewer', to: 'editor', withdrawnInvitations: 0 },
  });
});

test('the address is that of the client as far as the proxy is trusted', async () => {
  const owner = await signUp(api);
  const distrustful = await startBeside(api, { TRUST_PROXY: '192.0.2.1' });
  const headers = { 'x-forwarded-for': '198.51.100.9' };
  for (const one of [api, distrustful])
    await call(one, 'PATCH', '/auth/me', { token: owner.token, body: { name: 'Ada' }, headers });
  const entries = await readLog(owner, '?action=account.renamed');
  expect(entries.map(({ context }) => context.ip)).toEqual(['127.0.0.1', '198.51.100.9']);
  await distrustful.close();
});

test('other organizations of a user learn of a new password, but not where from', async () => {
  const [owner, member] = [await signUp(api), await signUp(api)];
  const membership = { organizationId: owner.organizationId, userId: member.userId };
  await api.deps.database.sql.membership.create({ data: { ...membership, role: 'viewer' } });
  const body = { currentPassword: PASSWORD, newPassword: 'another password' };
  expect((await call(api, 'POST', '/auth/password', { token: member.token, body })).status).toBe(204);
  const changed = { action: 'auth.password_changed', actor: { id: member.userId } };
  const nowhere = { ip: null, userAgent: null, requestId: null };
  expect(await readLog(owner, `?actorId=${member.userId}`)).toMatchObject([{ ...changed, context: nowhere }]);
  const own = await readLog(member);
  expect(own[0]).toMatchObject({ ...changed, context: { ip: '127.0.0.1' } });
  // They don't learn when somebody signs in.
  expect(own.map(({ action }) => action)).toContain('auth.signed_in');
});

test('a key is the actor of what it does', async () => {
  const owner = await signUp(api);
  const { id, key } = await createKey(api, owner, { name: 'Robot', scopes: ['key.manage'] });
  await call(api, 'DELETE', `/api-keys/${id}`, { token: key });
  const [revoked, created] = await readLog(owner);
  expect(revoked).toMatchObject({ action: 'key.revoked', actor: { type: 'apiKey', id, name: 'Robot' } });
  expect(created).toMatchObject({ action: 'key.created', metadata: { scopes: ['key.manage'] } });
});

test('entries outlive what they name', async () => {
  const owner = await signUp(api);
  const member = await addMember(owner);
  await changeRole(owner, member, 'editor');
  await api.deps.database.sql.membership.deleteMany({ where: { userId: member } });
  await api.deps.database.sql.user.delete({ where: { id: member } });
  expect(await readLog(owner, `?targetId=${member}`)).toMatchObject([{ action: 'member.role_changed' }]);
});

test('a command that is refused leaves no entry of having taken effect', async () => {
  const owner = await signUp(api);
  const path = `/organizations/${owner.organizationId}/members/${owner.userId}`;
  const { status } = await call(api, 'PATCH', path, { token: owner.token, body: { role: 'viewer' } });
  expect(status).toBe(409);
  expect(await readLog(owner, '?action=member.role_changed')).toEqual([]);
});

test('pages contain each entry once, the newest first', async () => {
  const owner = await signUp(api);
  const member = await addMember(owner);
  for (const role of ['editor', 'admin', 'viewer', 'editor', 'admin'] as const) await changeRole(owner, member, role);
  const seen: unknown[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const path = `/audit?limit=2&action=member.role_changed${cursor && `&cursor=${cursor}`}`;
    const { body } = await call(api, 'GET', path, { token: owner.token });
    seen.push(...(body.items as AuditEntryView[]).map(({ metadata }) => metadata.to));
    cursor = body.nextCursor as string | null;
  }
  expect(seen).toEqual(['admin', 'editor', 'viewer', 'admin', 'editor']);
});

test('filters combine, and an unknown action is refused', async () => {
  const owner = await signUp(api);
  const [first, second] = [await addMember(owner), await addMember(owner)];
  await changeRole(owner, first, 'editor');
  await changeRole(owner, second, 'admin');
  await createKey(api, owner);
  const rows = await readLog(owner);
  const [, newer, older] = rows;
  const idsOf = async (query: string) => (await readLog(owner, query)).map(({ id }) => id);
  expect(await idsOf(`?targetId=${second}`)).toEqual([newer?.id]);
  expect(await idsOf(`?actorId=${owner.userId}&action=key.created`)).toEqual([rows[0]?.id]);
  expect(await idsOf(`?actorId=${first}`)).toEqual([]);
  expect(await idsOf(`?since=${newer?.at}&action=member.role_changed`)).toEqual([newer?.id]);
  expect(await idsOf(`?until=${newer?.at}&action=member.role_changed`)).toEqual([older?.id]);
  expect((await call(api, 'GET', '/audit?action=nonsense', { token: owner.token })).status).toBe(422);
});

test('the log of another organization stays hidden, and one of the own needs the permission', async () => {
  const [owner, other] = [await signUp(api), await signUp(api)];
  const headers = { 'x-organization-id': owner.organizationId };
  expect((await call(api, 'GET', '/audit', { token: other.token, headers })).status).toBe(404);
  const data = { organizationId: owner.organizationId, userId: other.userId };
  await api.deps.database.sql.membership.create({ data: { ...data, role: 'editor' } });
  expect((await call(api, 'GET', '/audit', { token: other.token, headers })).body.code).toBe('FORBIDDEN');
});

test('times in the year 0, which PostgreSQL lacks, are invalid', async () => {
  const ada = await signUp(api);
  const at = '0000-01-01T00:00:00.000Z';
  const cursorWith = (position: object) => Buffer.from(JSON.stringify(position)).toString('base64url');
  for (const path of [
    `/audit?since=${at}`,
    `/audit/export?until=${at}`,
    `/audit?cursor=${cursorWith({ id: ada.userId, at })}`,
    `/organizations/${ada.organizationId}/members?cursor=${cursorWith({ userId: ada.userId, joinedAt: at })}`,
  ])
    expect([path, await call(api, 'GET', path, { token: ada.token })]).toMatchObject([path, { status: 422 }]);
});
