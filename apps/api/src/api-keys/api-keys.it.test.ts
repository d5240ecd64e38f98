import { isApiKey, type OrganizationId, PERMISSIONS, ROLE_PERMISSIONS, type Role } from '@media/core';
import { newId } from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { startApi, startBeside, type TestApi, until } from '../fixtures/start-api.js';

let api: TestApi;
let other: TestApi;
let ada: Person;
let bob: Person;
/** An organization of Ada, of which Bob is an admin. */
let team: OrganizationId;
const lines: string[] = [];
beforeAll(async () => {
  api = await startApi({}, { lines });
  other = await startBeside(api);
});
afterAll(async () => {
  await other.close();
  await api.close();
});
beforeEach(async () => {
  [ada, bob] = [await signUp(api), await signUp(api)];
  const { body } = await call(api, 'POST', '/organizations', { token: ada.token, body: { name: 'Team' } });
  team = body.id as OrganizationId;
  const membership = { organizationId: team, userId: bob.userId, role: 'admin' } as const;
  await api.deps.database.sql.membership.create({ data: membership });
});

const keyOf = (person: Person, scopes: readonly string[] = ['video.read'], rest: { expiresAt?: string } = {}) =>
  createKey(api, person, { organizationId: team, scopes: scopes as never, ...rest });
const withKey = (key: string, method: string, path: string, body?: object, at = api) =>
  call(at, method, path, { token: key, ...(body && { body }) });
const permissionsOf = async (key: string) => (await withKey(key, 'GET', '/actor')).body.permissions;
const inTeam = () => ({ 'x-organization-id': team });
const create = (person: Person, body: object, headers = {}) =>
  call(api, 'POST', '/api-keys', { token: person.token, body, headers: { ...inTeam(), ...headers } });
const setRole = (role: Role) =>
  call(api, 'PATCH', `/organizations/${team}/members/${bob.userId}`, { token: ada.token, body: { role } });
const INVALID = { status: 401, body: { code: 'API_KEY_INVALID' } };

test('a key is shown once, stored as a hash, and acts in its organization with its scopes', async () => {
  const created = await keyOf(ada, ['upload.write', 'video.read', 'video.read']);
  expect(isApiKey(created.key)).toBe(true);
  expect(created).toMatchObject({ prefix: created.key.slice(0, 11), createdBy: ada.userId, revokedAt: null });
  const actor = { type: 'apiKey', id: created.id, organizationId: team, permissions: ['video.read', 'upload.write'] };
  const { body } = await withKey(created.key, 'GET', '/actor');
  expect(body).toEqual(actor);

  const listed = await call(api, 'GET', '/api-keys', { token: ada.token, headers: inTeam() });
  expect(listed.body.items).toMatchObject([{ id: created.id, creatorName: ada.email, scopes: actor.permissions }]);
  expect(listed.text).not.toContain(created.key.slice(11));
  const [row] = await api.deps.database.sql.$queryRaw<object[]>`SELECT api_key::text FROM api_key`;
  expect(JSON.stringify(row)).not.toContain(created.key.slice(11));
});

test('keys are listed page by page, the newest first', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) ids.unshift((await keyOf(ada)).id);
  const found: unknown[] = [];
  for (let cursor: unknown = ''; cursor !== null; ) {
    const query = `?limit=2${cursor ? `&cursor=${cursor}` : ''}`;
    const { body } = await call(api, 'GET', `/api-keys${query}`, { token: bob.token, headers: inTeam() });
    found.push(...(body.items as { id: string }[]).map(({ id }) => id));
    cursor = body.nextCursor;
  }
  expect(found).toEqual(ids);
});

test('nobody creates a key with more scopes than they have', async () => {
  const refused = await create(bob, { name: 'Key', scopes: ['video.read', 'organization.manage'] });
  expect(refused).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  expect(refused.body.detail).toContain('organization.manage');

  const maker = await keyOf(ada, ['key.manage', 'video.read']);
  const wider = await withKey(maker.key, 'POST', '/api-keys', { name: 'Wider', scopes: ['video.read', 'video.write'] });
  expect(wider).toMatchObject({ status: 403, body: { detail: expect.stringContaining('video.write') } });
  const equal = await withKey(maker.key, 'POST', '/api-keys', { name: 'Equal', scopes: ['key.manage', 'video.read'] });
  expect(equal).toMatchObject({ status: 201, body: { createdBy: ada.userId } });
});

test('rotating a key gives nobody more permissions than they have', async () => {
  const owners = await keyOf(ada, ['organization.manage']);
  const rotate = { token: bob.token, body: {} };
  const refused = await call(api, 'POST', `/api-keys/${owners.id}/rotate`, rotate);
  expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('organization.manage') } });
  expect(await permissionsOf(owners.key)).toEqual(['organization.manage']);
  const maker = await keyOf(bob, ['key.manage']);
  expect((await withKey(maker.key, 'POST', `/api-keys/${owners.id}/rotate`)).status).toBe(403);
});

test("a key follows its creator's role at once, and is revoked for good when the creator leaves", async () => {
  const { key, id } = await keyOf(bob, ['video.read', 'video.write', 'member.manage']);
  expect(await permissionsOf(key)).toEqual(['video.read', 'video.write', 'member.manage']);
  await setRole('editor');
  expect(await permissionsOf(key)).toEqual(['video.read', 'video.write']);
  await setRole('viewer');
  expect(await withKey(key, 'POST', '/videos', { uploadId: newId() })).toMatchObject({ status: 403 });
  await setRole('admin');
  expect(await permissionsOf(key)).toContain('member.manage');

  const byKey = await keyOf(ada, ROLE_PERMISSIONS.admin);
  expect((await withKey(byKey.key, 'DELETE', `/organizations/${team}/members/${bob.userId}`)).status).toBe(204);
  expect(await withKey(key, 'GET', '/actor')).toMatchObject(INVALID);
  expect(await withKey(key, 'GET', '/actor', undefined, other)).toMatchObject(INVALID);
  const membership = { organizationId: team, userId: bob.userId, role: 'owner' } as const;
  await api.deps.database.sql.membership.create({ data: membership });
  expect(await withKey(key, 'GET', '/actor')).toMatchObject(INVALID);
  const { body } = await call(api, 'GET', '/api-keys', { token: ada.token, headers: inTeam() });
  expect(body.items).toContainEqual(expect.objectContaining({ id, revokedAt: expect.any(String) }));
});

test('the keys of a deleted account are revoked, and stay in the list', async () => {
  const { key, id } = await keyOf(bob);
  await api.deps.database.sql.user.delete({ where: { id: bob.userId } });
  expect(await withKey(key, 'GET', '/videos')).toMatchObject(INVALID);
  const { body } = await call(api, 'GET', '/api-keys', { token: ada.token, headers: inTeam() });
  expect(body.items).toMatchObject([{ id, createdBy: bob.userId, creatorName: null, revokedAt: expect.any(String) }]);
});

test('a key gives no role with permissions that it lacks', async () => {
  const { key } = await keyOf(ada, ['member.manage', 'member.read', 'video.read']);
  const member = `/organizations/${team}/members/${bob.userId}`;
  await setRole('editor');
  for (const role of ['editor', 'admin', 'owner'])
    expect(await withKey(key, 'PATCH', member, { role })).toMatchObject({
      status: 403,
      body: { code: 'ROLE_TOO_HIGH' },
    });
  expect(await withKey(key, 'PATCH', member, { role: 'viewer' })).toMatchObject({
    status: 200,
    body: { role: 'viewer' },
  });
  const all = await keyOf(ada, PERMISSIONS);
  expect(await withKey(all.key, 'PATCH', member, { role: 'owner' })).toMatchObject({ status: 200 });
  expect(await permissionsOf(all.key)).toEqual(ROLE_PERMISSIONS.owner);
});

test('a revoked key is refused by every process at once', async () => {
  const { key, id } = await keyOf(ada);
  for (const at of [api, other]) expect((await withKey(key, 'GET', '/videos', undefined, at)).status).toBe(200);
  const revoke = () => call(api, 'DELETE', `/api-keys/${id}`, { token: bob.token });
  expect((await revoke()).status).toBe(204);
  for (const at of [api, other]) expect(await withKey(key, 'GET', '/videos', undefined, at)).toMatchObject(INVALID);
  expect((await revoke()).status).toBe(204);
  expect(await withKey((await keyOf(ada)).key, 'DELETE', `/api-keys/${id}`)).toMatchObject({ status: 403 });
});

test('an expired key is refused, and so is an expiry in the past', async () => {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const { key, id, ...created } = await keyOf(ada, ['video.read'], { expiresAt });
  expect(created.expiresAt).toBe(expiresAt);
  expect((await withKey(key, 'GET', '/videos')).status).toBe(200);
  await api.deps.database.sql.apiKey.update({ where: { id }, data: { expiresAt: new Date() } });
  expect(await withKey(key, 'GET', '/videos')).toMatchObject(INVALID);
  expect(await call(api, 'POST', `/api-keys/${id}/rotate`, { token: ada.token })).toMatchObject({
    ...{ status: 409, body: { code: 'API_KEY_ENDED' } },
  });
  const past = await create(ada, { name: 'Key', scopes: ['video.read'], expiresAt: '2020-01-01T00:00:00Z' });
  expect(past).toMatchObject({ status: 422, body: { errors: [{ path: 'expiresAt' }] } });
  for (const scopes of [[], ['video.delete'], 'video.read'])
    expect(await create(ada, { name: 'Key', scopes })).toMatchObject({
      status: 422,
      body: { code: 'REQUEST_INVALID' },
    });
});

test('a key that a key creates or rotates ends with it at the latest', async () => {
  const scopes = ['key.manage', 'video.read'] as const;
  const end = new Date(Date.now() + 3_600_000).toISOString();
  const sooner = new Date(Date.now() + 60_000).toISOString();
  const later = new Date(Date.now() + 7_200_000).toISOString();
  const { key } = await keyOf(ada, scopes, { expiresAt: end });
  const endOf = async (expiresAt?: string) =>
    (await withKey(key, 'POST', '/api-keys', { name: 'Child', scopes: ['video.read'], expiresAt })).body.expiresAt;
  expect([await endOf(), await endOf(later), await endOf(sooner)]).toEqual([end, end, sooner]);
  const endless = await keyOf(ada);
  const rotated = await withKey(key, 'POST', `/api-keys/${endless.id}/rotate`, { overlapSeconds: 0 });
  expect(rotated).toMatchObject({ status: 201, body: { expiresAt: end } });
  expect((await keyOf(ada)).expiresAt).toBeNull();
});

test('a rotated key is replaced immediately, or works until the end of the overlap', async () => {
  const first = await keyOf(bob, ['video.read', 'key.manage']);
  const second = await call(api, 'POST', `/api-keys/${first.id}/rotate`, {
    token: ada.token,
    body: { overlapSeconds: 600 },
  });
  expect(second).toMatchObject({ status: 201, body: { name: 'Key', scopes: first.scopes, createdBy: ada.userId } });
  expect(second.body.id).not.toBe(first.id);
  expect((await withKey(first.key, 'GET', '/videos')).status).toBe(200);
  expect((await withKey(String(second.body.key), 'GET', '/videos')).status).toBe(200);
  const again = await call(api, 'POST', `/api-keys/${first.id}/rotate`, { token: ada.token });
  expect(again).toMatchObject({ status: 409, body: { code: 'API_KEY_ENDED' } });
  await api.deps.database.sql.apiKey.update({ where: { id: first.id }, data: { revokedAt: new Date() } });
  expect(await withKey(first.key, 'GET', '/videos')).toMatchObject(INVALID);

  const third = await withKey(String(second.body.key), 'POST', `/api-keys/${second.body.id}/rotate`);
  expect(third.status).toBe(201);
  expect(await withKey(String(second.body.key), 'GET', '/videos')).toMatchObject(INVALID);
  expect((await withKey(String(third.body.key), 'GET', '/videos')).status).toBe(200);
  const tooLong = { token: ada.token, body: { overlapSeconds: 7 * 86_400 + 1 } };
  expect((await call(api, 'POST', `/api-keys/${third.body.id}/rotate`, tooLong)).status).toBe(422);
});

test('of concurrent rotations of a key, one succeeds', async () => {
  const { id } = await keyOf(ada);
  const rotations = Array.from({ length: 4 }, () => call(api, 'POST', `/api-keys/${id}/rotate`, { token: ada.token }));
  const statuses = (await Promise.all(rotations)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([201, 409, 409, 409]);
});

test('a repeated request returns the same key, which the database does not contain, and only to the same actor', async () => {
  const body = { name: 'Key', scopes: ['video.read'] };
  const keyed = { 'idempotency-key': 'import-1' };
  const first = await create(ada, body, keyed);
  expect((await create(ada, body, keyed)).body).toEqual(first.body);
  const key = String(first.body.key);
  const [row] = await api.deps.database.sql.$queryRaw<object[]>`
    SELECT idempotency_key::text FROM idempotency_key WHERE organization_id = ${team}::uuid`;
  expect(JSON.stringify(row)).toContain('sealed:');
  expect(JSON.stringify(row)).not.toContain(key.slice(11));
  expect(await create(bob, body, keyed)).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });

  const rotate = (id: unknown) =>
    call(api, 'POST', `/api-keys/${id}/rotate`, { token: ada.token, headers: { 'idempotency-key': 'rotate-1' } });
  const rotated = await rotate(first.body.id);
  expect((await rotate(first.body.id)).body).toEqual(rotated.body);
  expect(await rotate((await keyOf(ada)).id)).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
});

test('the last use is recorded, at most once a minute', async () => {
  const { key, id } = await keyOf(ada);
  const lastUse = async () => (await api.deps.database.sql.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt;
  expect(await lastUse()).toBeNull();
  await withKey(key, 'GET', '/videos');
  await until('the use is recorded', async () => (await lastUse()) !== null);
  const usedAt = await lastUse();
  await withKey(key, 'GET', '/videos');
  await withKey(key, 'GET', '/videos', undefined, other);
  expect(await lastUse()).toEqual(usedAt);
  await api.deps.database.sql.apiKey.update({ where: { id }, data: { lastUsedAt: new Date(Date.now() - 61_000) } });
  await withKey(key, 'GET', '/videos');
  await until('the use is recorded again', async () => Number(await lastUse()) >= Number(usedAt));
});

test('neither valid nor mistyped keys appear in logs, responses or events', async () => {
  const { key } = await keyOf(ada, PERMISSIONS);
  const mistyped = key.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x'));
  const upload = { fileName: 'a.mp4', sizeBytes: 1 };
  const requests: readonly (readonly [method: string, path: string, body?: object])[] = [
    ...['/actor', '/auth/me', '/nowhere', `/videos/${newId()}`].map((path) => ['GET', path] as const),
    ...[upload, { ...upload, sizeBytes: -1 }].map((body) => ['POST', '/uploads', body] as const),
    ['GET', `/videos?token=${key}&cursor=${key}`],
  ];
  const texts: string[] = [];
  for (const [method, path, body] of requests)
    for (const sent of [key, mistyped]) texts.push((await withKey(sent, method, path, body)).text);
  const events = await api.deps.database.sql.$queryRaw<object[]>`SELECT event::text FROM event`;
  const seen = [...texts, ...lines, JSON.stringify(events)];
  expect(lines.length).toBeGreaterThan(requests.length);
  expect(seen.filter((text) => text.includes(key.slice(11, 35)))).toEqual([]);
});
