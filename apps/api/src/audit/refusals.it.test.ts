import type { AuditEntryView } from '@media/contracts';
import { AppError, type RequestActor, systemActor } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { startApi, startBeside, type TestApi, until } from '../fixtures/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ DEFAULT_STORAGE_BYTES: '1000' });
});
afterAll(() => api.close());

const refusals = async ({ token, organizationId }: Person): Promise<AuditEntryView[]> => {
  await api.deps.refusals.flush();
  const headers = { 'x-organization-id': organizationId };
  const { body } = await call(api, 'GET', '/audit?action=request.refused', { token, headers });
  return body.items as AuditEntryView[];
};
const total = (entries: AuditEntryView[]): number =>
  entries.reduce((sum, { metadata }) => sum + Number(metadata.count), 0);

/** Counts a refusal in one process, as if a request of this person had been refused. */
const noteRefusal = (
  { deps }: TestApi,
  { organizationId, userId }: Person,
  { type = 'user', minute = 0 }: { type?: 'user' | 'apiKey'; minute?: number } = {},
): void => {
  const actor = { ...systemActor(organizationId, 'test'), type, id: userId } as unknown as RequestActor;
  deps.refusals.note(actor, new AppError('FORBIDDEN', { permission: 'video.write' }), minute * 60_000);
};

const addViewer = async ({ organizationId }: Person): Promise<Person> => {
  const viewer = await signUp(api);
  await api.deps.database.sql.membership.create({ data: { organizationId, userId: viewer.userId, role: 'viewer' } });
  return viewer;
};

test('a flood of refused requests becomes one entry per minute, with their number', async () => {
  const owner = await signUp(api);
  const viewer = await addViewer(owner);
  const headers = { 'x-organization-id': owner.organizationId };
  const answers = await Promise.all(
    Array.from({ length: 60 }, () => call(api, 'GET', '/api-keys', { token: viewer.token, headers })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]));
  const entries = await refusals(owner);
  // Two if they were sent around the turn of a minute.
  expect(entries.length).toBeLessThanOrEqual(2);
  expect(total(entries)).toBe(60);
  expect(entries[0]).toMatchObject({
    actor: { type: 'user', id: viewer.userId, name: viewer.email },
    targets: [],
    context: { ip: '127.0.0.1' },
    metadata: { code: 'FORBIDDEN', permission: 'key.manage' },
  });
});

test('refusals counted by several processes, and by later flushes, add up', async () => {
  const owner = await signUp(api);
  const beside = await startBeside(api);
  const noteIn = (one: TestApi, minute: number) => noteRefusal(one, owner, { type: 'apiKey', minute });
  for (const minute of [1, 1, 2]) for (const one of [api, beside]) noteIn(one, minute);
  await Promise.all([api.deps.refusals.flush(), beside.deps.refusals.flush()]);
  noteIn(beside, 1);
  // Closing it flushes.
  await beside.close();
  const counts = (await refusals(owner)).map(({ metadata }) => metadata.count);
  expect(counts.toSorted()).toEqual([2, 5]);
});

test('each reason has its own entry: a quota, a role, a scope, a wrong password', async () => {
  const owner = await signUp(api);
  const { token } = owner;
  await call(api, 'POST', '/uploads', { token, body: { fileName: 'a.mp4', sizeBytes: 2_000 } });
  const password = { currentPassword: 'not my password', newPassword: 'another password' };
  await call(api, 'POST', '/auth/password', { token, body: password });
  const { id, key } = await createKey(api, owner, { scopes: ['key.manage'] });
  await call(api, 'POST', '/api-keys', { token: key, body: { name: 'More', scopes: ['video.write'] } });
  const entries = await refusals(owner);
  expect(entries.map(({ metadata }) => metadata)).toEqual(
    expect.arrayContaining([
      { code: 'QUOTA_EXCEEDED', quota: 'storageBytes', count: 1 },
      { code: 'PASSWORD_WRONG', count: 1 },
      { code: 'FORBIDDEN', permission: 'video.write', count: 1 },
    ]),
  );
  expect(entries).toHaveLength(3);
  expect(entries.find(({ actor }) => actor.type === 'apiKey')?.actor.id).toBe(id);
});

test('an invitation by an unconfirmed user, a high priority, and a key on a route for users are refusals, too', async () => {
  const mailing = await startBeside(api, { SMTP_URL: 'smtp://127.0.0.1:9' });
  const owner = await signUp(api);
  const { token, organizationId } = owner;
  const invitation = { token, body: { email: 'bob@example.org', role: 'viewer' } };
  const invite = await call(mailing, 'POST', `/organizations/${organizationId}/invitations`, invitation);
  const video = { fileName: 'a.mp4', sizeBytes: 1, video: { priority: 'high' } };
  const upload = await call(mailing, 'POST', '/uploads', { token, body: video });
  const { id, key } = await createKey(api, owner);
  const account = await call(mailing, 'GET', '/auth/me', { token: key });
  expect([invite, upload, account].map(({ body }) => body.code)).toEqual([
    ...['EMAIL_NOT_VERIFIED', 'PRIORITY_TOO_HIGH', 'USER_REQUIRED'],
  ]);
  await mailing.close();
  const entries = await refusals(owner);
  expect(entries.map(({ actor, metadata }) => [metadata.code, actor.id]).toSorted()).toEqual([
    ['EMAIL_NOT_VERIFIED', owner.userId],
    ['PRIORITY_TOO_HIGH', owner.userId],
    ['USER_REQUIRED', id],
  ]);
});

test('mistakes and strangers leave no entry', async () => {
  const owner = await signUp(api);
  const stranger = await signUp(api);
  const headers = { 'x-organization-id': owner.organizationId };
  expect((await call(api, 'GET', '/audit', { token: stranger.token, headers })).status).toBe(404);
  expect((await call(api, 'POST', '/uploads', { token: owner.token, body: { fileName: '' } })).status).toBe(422);
  expect((await call(api, 'GET', '/audit')).status).toBe(401);
  expect(await refusals(owner)).toEqual([]);
  expect(await refusals(stranger)).toEqual([]);
});

test("a flood of different refusals of one organization doesn't displace those of others", async () => {
  const [flooder, owner] = [await signUp(api), await signUp(api)];
  for (let minute = 0; minute < 6_000; minute += 1) noteRefusal(api, flooder, { minute });
  noteRefusal(api, owner);
  const where = { action: 'request.refused', organizationId: flooder.organizationId };
  expect(total(await refusals(owner))).toBe(1);
  expect(await api.deps.database.sql.auditEntry.count({ where })).toBe(100);
});

test('refusals reach the log without being flushed, and a deleted organization does not lose those of others', async () => {
  const [owner, gone] = [await signUp(api), await signUp(api)];
  for (const person of [gone, owner]) noteRefusal(api, person);
  await api.deps.database.sql.organization.delete({ where: { id: gone.organizationId } });
  const where = { organizationId: owner.organizationId, action: 'request.refused' };
  await until('the entry', async () => (await api.deps.database.sql.auditEntry.count({ where })) === 1);
});
