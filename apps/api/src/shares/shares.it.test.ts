import { createHash } from 'node:crypto';
import type { ShareView } from '@media/contracts';
import { canonicalJson } from '@media/core';
import { newId } from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { createShare } from '../fixtures/create-share.js';
import { publishVideo } from '../fixtures/publish-video.js';
import { startApi, startBeside, type TestApi } from '../fixtures/start-api.js';

const PASSWORD = 'seagull at noon';

let api: TestApi;
let ada: Person;
let id: string;
const lines: string[] = [];
beforeAll(async () => {
  api = await startApi({}, { lines });
});
afterAll(() => api.close());
beforeEach(async () => {
  ada = await signUp(api);
  id = await publishVideo(api, ada);
});

const post = (body: object, headers: Record<string, string> = {}, token = ada.token) =>
  call(api, 'POST', `/videos/${id}/shares`, { token, body, headers });
const list = (query = '', at = api) => call(at, 'GET', `/videos/${id}/shares${query}`, { token: ada.token });
const revoke = (shareId: string, token = ada.token) =>
  call(api, 'DELETE', `/videos/${id}/shares/${shareId}`, { token });
const open = (token: string, password?: string) =>
  call(api, 'POST', '/shares/open', { body: { token, ...(password && { password }) } });
const audit = async (action: string) =>
  (await call(api, 'GET', `/audit?action=${action}`, { token: ada.token })).body.items;
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

test('a share shows its link again in the list, and nothing of its password', async () => {
  const expiresAt = inAnHour();
  const created = await post({ expiresAt, password: PASSWORD, allowDownload: true });
  expect(created).toMatchObject({
    status: 201,
    body: { expiresAt, hasPassword: true, allowDownload: true, createdAt: expect.any(String) },
  });
  expect(created.body.url).toMatch(new RegExp(`^${api.deps.config.publicUrl}/s#[\\w-]{43}$`));
  const plain = await post({});
  expect(plain.body).toMatchObject({ expiresAt: null, hasPassword: false, allowDownload: false });
  expect(plain.body.url).not.toBe(created.body.url);
  const { body, text } = await list();
  expect(body).toEqual({ items: [plain.body, created.body], nextCursor: null });
  expect(text).not.toContain(PASSWORD);
});

test('shares are listed page by page, the newest first, those of one video only', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) ids.unshift((await createShare(api, ada, id)).id);
  await createShare(api, ada, await publishVideo(api, ada));
  const found: string[] = [];
  for (let cursor: unknown = ''; cursor !== null; ) {
    const { body } = await list(`?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
    found.push(...(body.items as ShareView[]).map((share) => share.id));
    cursor = body.nextCursor;
  }
  expect(found).toEqual(ids);
});

test.each([
  { expiresAt: '2020-01-01T00:00:00Z' },
  { expiresAt: 'tomorrow' },
  { password: 'short' },
  { password: 'x'.repeat(201) },
  { allowDownload: 'yes' },
  { token: 'chosen by the client, which must not be' },
])('%j is refused', async (body) => {
  expect(await post(body)).toMatchObject({ status: 422, body: { code: 'REQUEST_INVALID' } });
  expect((await list()).body.items).toEqual([]);
});

test('a common password is refused', async () => {
  const refused = await post({ password: 'password1' });
  expect(refused).toMatchObject({ status: 422, body: { code: 'PASSWORD_TOO_COMMON', errors: [{ path: 'password' }] } });
});

test('neither token nor password are in the database, in logs, or in the audit log', async () => {
  lines.length = 0;
  const headers = { 'idempotency-key': 'once' };
  const created = await post({ password: PASSWORD }, headers);
  const token = String(created.body.url).split('#')[1] ?? '';
  await open(token, PASSWORD);
  await open(token, 'a wrong guess');
  await revoke(String((await post({})).body.id));
  const tables = await api.deps.database.sql.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`;
  const rows = await Promise.all(
    tables.map(({ name }) => api.deps.database.sql.$queryRawUnsafe<object[]>(`SELECT "${name}"::text FROM "${name}"`)),
  );
  const stored = JSON.stringify(rows);
  expect(stored).toContain(String(created.body.id));
  const log = lines.join('\n');
  expect(log).toContain('/shares/open');
  for (const secret of [token, PASSWORD, 'a wrong guess']) {
    expect(stored).not.toContain(secret);
    expect(log).not.toContain(secret);
  }
});

test('the stored hash of a request with a password cannot be guessed without the secret of the server', async () => {
  await post({ password: PASSWORD }, { 'idempotency-key': 'guess' });
  const { bodyHash } = await api.deps.database.sql.idempotencyKey.findFirstOrThrow({ where: { key: 'guess' } });
  await post({}, { 'idempotency-key': 'plain' });
  const plain = await api.deps.database.sql.idempotencyKey.findFirstOrThrow({ where: { key: 'plain' } });
  const actor = { type: 'user', id: ada.userId };
  const hashOf = (body: object) => createHash('sha256').update(canonicalJson(body)).digest('hex');
  // The rest of the request is known.
  expect(plain.bodyHash).toBe(hashOf({ allowDownload: false, videoId: id, actor }));
  expect(bodyHash).not.toBe(hashOf({ allowDownload: false, videoId: id, actor, password: PASSWORD }));
});

test('a repeated request gets the same link, another one or another video 409, and a revoked share 410', async () => {
  const headers = { 'idempotency-key': 'retry' };
  const body = { password: PASSWORD };
  const first = await post(body, headers);
  expect((await post(body, headers)).body).toEqual(first.body);
  expect((await list()).body.items).toHaveLength(1);
  const conflict = { status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } };
  expect(await post({ password: `${PASSWORD}!` }, headers)).toMatchObject(conflict);
  const other = await publishVideo(api, ada);
  expect(await call(api, 'POST', `/videos/${other}/shares`, { token: ada.token, body, headers })).toMatchObject(
    conflict,
  );
  await revoke(String(first.body.id));
  expect(await post(body, headers)).toMatchObject({ status: 410, body: { code: 'SHARE_GONE' } });
});

test('after a change of the secret, a link still works but cannot be shown again', async () => {
  const { url, token } = await createShare(api, ada, id);
  const changed = await startBeside(api, { JWT_SECRET: 'another secret of the tests, as long' });
  try {
    const { status, body } = await call(changed, 'POST', '/shares/open', { body: { token } });
    expect([status, body.title]).toEqual([200, 'Holiday in Rome']);
    const { body: session } = await call(changed, 'POST', '/auth/login', {
      body: { email: ada.email, password: 'correct horse battery' },
    });
    const shown = await call(changed, 'GET', `/videos/${id}/shares`, { token: String(session.accessToken) });
    expect(shown.body.items).toMatchObject([{ url: null }]);
  } finally {
    await changed.close();
  }
  expect((await list()).body.items).toMatchObject([{ url }]);
});

test('a link that was copied to another row of the database is not shown', async () => {
  const [first, second] = [await createShare(api, ada, id), await createShare(api, ada, id)];
  const { sealedToken } = await api.deps.database.sql.share.findUniqueOrThrow({ where: { id: first.id } });
  await api.deps.database.sql.share.update({ where: { id: second.id }, data: { sealedToken } });
  expect((await list()).body.items).toMatchObject([{ url: null }, { url: first.url }]);
});

test('creating and revoking are recorded', async () => {
  const expiresAt = inAnHour();
  const { body } = await post({ expiresAt, password: PASSWORD, allowDownload: true });
  await createShare(api, ada, id);
  expect((await revoke(String(body.id))).status).toBe(204);
  const targets = [
    { type: 'share', id: body.id, name: 'Holiday in Rome' },
    { type: 'video', id, name: 'Holiday in Rome' },
  ];
  expect(await audit('share.created')).toMatchObject([
    { metadata: { options: [] } },
    { targets, metadata: { expiresAt, options: ['password', 'download'] } },
  ]);
  expect(await audit('share.revoked')).toMatchObject([{ targets, actor: { id: ada.userId } }]);
});

test('a share of another video, a revoked one and an unknown one cannot be revoked', async () => {
  const share = await createShare(api, ada, id);
  const missing = { status: 404, body: { code: 'SHARE_NOT_FOUND' } };
  const other = await publishVideo(api, ada);
  const ofOther = await call(api, 'DELETE', `/videos/${other}/shares/${share.id}`, { token: ada.token });
  expect(ofOther).toMatchObject(missing);
  expect(await revoke(newId())).toMatchObject(missing);
  const bob = await signUp(api);
  expect(await revoke(share.id, bob.token)).toMatchObject({ status: 404, body: { code: 'VIDEO_NOT_FOUND' } });
  expect((await open(share.token)).status).toBe(200);
  expect((await revoke(share.id)).status).toBe(204);
  expect(await revoke(share.id)).toMatchObject(missing);
});

test('a video has at most 100 shares, also if they are created at the same time', async () => {
  const { sql } = api.deps.database;
  await sql.$executeRaw`
    INSERT INTO share (id, organization_id, video_id, token_hash, sealed_token, allow_download)
    SELECT gen_random_uuid(), ${ada.organizationId}::uuid, ${id}::uuid, sha256(gen_random_uuid()::text::bytea), '', false
    FROM generate_series(1, 98)`;
  const results = await Promise.all(Array.from({ length: 6 }, () => post({})));
  expect(results.map(({ status }) => status).toSorted()).toEqual([201, 201, 409, 409, 409, 409]);
  expect(results.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'TOO_MANY_SHARES' });
  expect(await sql.share.count({ where: { videoId: id } })).toBe(100);
});

test('sharing needs share.manage, and a share stays when its creator leaves', async () => {
  const bob = await signUp(api);
  const { organizationId } = ada;
  const membership = { organizationId, userId: bob.userId };
  await api.deps.database.sql.membership.create({ data: { ...membership, role: 'editor' } });
  const share = await createShare(api, bob, id);
  const setRole = (role: 'viewer') =>
    call(api, 'PATCH', `/organizations/${organizationId}/members/${bob.userId}`, { token: ada.token, body: { role } });
  await setRole('viewer');
  expect(await post({}, {}, bob.token)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  expect((await open(share.token)).status).toBe(200);
  await call(api, 'DELETE', `/organizations/${organizationId}/members/${bob.userId}`, { token: ada.token });
  expect((await open(share.token)).status).toBe(200);
  const { key } = await createKey(api, ada, { scopes: ['video.read', 'video.write'] });
  expect(await post({}, {}, key)).toMatchObject({
    status: 403,
    body: { detail: expect.stringContaining('share.manage') },
  });
  const { key: sharer } = await createKey(api, ada, { scopes: ['share.manage'] });
  expect(await post({}, {}, sharer)).toMatchObject({ status: 201 });
});
