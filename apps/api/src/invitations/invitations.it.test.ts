import { createHash } from 'node:crypto';
import { type Permission, ROLE_PERMISSIONS, type Role } from '@media/core';
import { newId } from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { mailsTo, tokenIn, waitForMail } from '../fixtures/mails.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
let ada: Person;
let grace: Person;
let team: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  [ada, grace] = await Promise.all([signUp(api), signUp(api)]);
  const { body } = await call(api, 'POST', '/organizations', { token: ada.token, body: { name: 'Acme Films' } });
  team = body.id as string;
});

const as = (person: Person, method: string, path: string, body?: object, headers?: Record<string, string>) =>
  call(api, method, path, { token: person.token, ...(body && { body }), ...(headers && { headers }) });
const invitations = () => `/organizations/${team}/invitations`;
const tokenOf = (url: unknown): string => String(url).split('#')[1] ?? '';

const invite = async (email = grace.email, role: Role = 'editor', by = ada) => {
  const { status, body } = await as(by, 'POST', invitations(), { email, role });
  expect({ status, ...body }).toMatchObject({ status: 201, email: email.toLowerCase(), role });
  return { id: String(body.id), token: tokenOf(body.url), ...body };
};
const join = async (role: Role): Promise<Person> => {
  const person = await signUp(api);
  await api.deps.database.sql.membership.create({ data: { organizationId: team, userId: person.userId, role } });
  return person;
};
const lookup = (token: string) => call(api, 'POST', '/invitations/lookup', { body: { token } });
const accept = (person: Person, token: string) => as(person, 'POST', '/invitations/accept', { token });
const rolesIn = async () => {
  const { body } = await as(ada, 'GET', `/organizations/${team}/members`);
  return (body.items as { email: string; role: string }[]).map(({ email, role }) => [email, role]);
};
const GONE = { status: 410, body: { code: 'INVITATION_GONE' } };
const TOO_HIGH = { status: 403, body: { code: 'ROLE_TOO_HIGH' } };

test('an invited colleague finds the link in an email, sees what it is for, accepts, and works in the organization', async () => {
  await as(ada, 'PATCH', '/auth/me', { name: 'Ada' });
  const { url, expiresAt } = (await invite()) as Record<string, unknown>;
  const mail = await waitForMail(api, grace.email, 'Ada invited you to Acme Films');
  expect(mail.text).toContain(`${api.deps.config.publicUrl}/invitations#`);
  expect(mail.text).toContain('with the role editor');
  expect(mail.text).toContain(`${new Date(String(expiresAt)).getUTCFullYear()}`);
  expect(tokenIn(mail)).toBe(tokenOf(url));
  expect(await lookup(tokenIn(mail))).toMatchObject({
    status: 200,
    body: {
      organization: { id: team, name: 'Acme Films' },
      role: 'editor',
      email: grace.email,
      invitedBy: 'Ada',
      expiresAt,
    },
  });
  expect(await accept(grace, tokenIn(mail))).toMatchObject({
    status: 200,
    body: { organization: { id: team, name: 'Acme Films', role: 'editor' } },
  });
  expect((await as(grace, 'GET', '/videos', undefined, { 'x-organization-id': team })).status).toBe(200);
  expect(await rolesIn()).toEqual([
    [ada.email, 'owner'],
    [grace.email, 'editor'],
  ]);
});

test('names that strangers chose are no links in the email', async () => {
  await as(ada, 'PATCH', '/auth/me', { name: 'https://evil.example' });
  await as(ada, 'PATCH', `/organizations/${team}`, { name: 'Claim your prize at www.evil.example/prize' });
  await invite();
  const subject = 'https: / / evil. example invited you to Claim your prize at www. evil. example/ prize';
  const { text } = await waitForMail(api, grace.email, subject);
  expect(text).not.toMatch(/evil\.example|:\/\/evil/);
});

test('an invitation is valid for seven days, and expired ones are neither accepted nor listed', async () => {
  const { id, token, createdAt, expiresAt } = (await invite()) as Record<string, string>;
  expect(Date.parse(expiresAt ?? '') - Date.parse(createdAt ?? '')).toBe(7 * 24 * 3_600_000);
  await api.deps.database.sql.invitation.update({ where: { id: id ?? '' }, data: { expiresAt: new Date() } });
  expect(await lookup(token ?? '')).toMatchObject(GONE);
  expect(await accept(grace, token ?? '')).toMatchObject(GONE);
  expect((await as(ada, 'GET', invitations())).body.items).toEqual([]);
});

test('only the account with the invited address can accept, whatever its case, and others learn which one', async () => {
  const { token } = await invite(grace.email.toUpperCase());
  const mallory = await signUp(api);
  const refused = await accept(mallory, token);
  expect(refused).toMatchObject({ status: 403, body: { code: 'INVITATION_FOR_OTHER_ADDRESS' } });
  expect(refused.body.detail).toContain(grace.email);
  expect((await call(api, 'POST', '/invitations/accept', { body: { token } })).status).toBe(401);
  expect(await rolesIn()).toHaveLength(1);
  expect((await accept(grace, token)).status).toBe(200);
});

test('a token works once, and however many requests use it at once, one membership is created', async () => {
  const { token } = await invite();
  const responses = await Promise.all(Array.from({ length: 6 }, () => accept(grace, token)));
  expect(responses.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410, 410, 410]);
  expect(await accept(grace, token)).toMatchObject(GONE);
  expect(await lookup(token)).toMatchObject(GONE);
  expect(await rolesIn()).toHaveLength(2);
});

test('the database has only hashes of tokens, also after a repeated request', async () => {
  const key = { 'idempotency-key': newId() };
  const send = () => as(ada, 'POST', invitations(), { email: grace.email, role: 'viewer' }, key);
  const [first, second] = [await send(), await send()];
  expect(second.status).toBe(201);
  expect({ ...second.body, url: '' }).toEqual({ ...first.body, url: '' });
  const tokens = [tokenOf(first.body.url), tokenOf(second.body.url)];
  const { sql } = api.deps.database;
  const rows = await sql.$queryRaw<{ text: string }[]>`
    SELECT invitation::text AS text FROM invitation UNION ALL SELECT idempotency_key::text FROM idempotency_key`;
  const stored = rows.map(({ text }) => text).join();
  for (const token of tokens) {
    const secret = Buffer.from(token, 'base64url').subarray(16);
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(secret.toString('hex'));
    expect(stored).toContain(createHash('sha256').update(secret).digest('hex'));
    expect((await lookup(token)).status).toBe(200);
  }
  const subjects = (await mailsTo(api, grace.email)).map(({ subject }) => subject);
  expect(subjects.filter((subject) => subject.includes('invited you'))).toHaveLength(1);
  expect((await accept(grace, tokens[0] ?? '')).status).toBe(200);
  expect(await accept(grace, tokens[1] ?? '')).toMatchObject(GONE);
  expect(await send()).toMatchObject(GONE);
});

test('a repeated acceptance with the same key gets the same response', async () => {
  const { token } = await invite();
  const key = { 'idempotency-key': newId() };
  const send = () => as(grace, 'POST', '/invitations/accept', { token }, key);
  const [first, second] = [await send(), await send()];
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(second.body).toEqual(first.body);
});

test('changed, invented and malformed tokens are gone like used ones', async () => {
  const { token } = await invite();
  const other = token.endsWith('A') ? 'B' : 'A';
  const bytes = Buffer.from(token, 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  for (const wrong of [`${token.slice(0, -1)}${other}`, bytes.toString('base64url'), 'nonsense', `${token}A`])
    expect([wrong, await lookup(wrong), await accept(grace, wrong)]).toMatchObject([wrong, GONE, GONE]);
  expect((await lookup('')).status).toBe(422);
  expect((await lookup(token)).status).toBe(200);
});

test('nobody invites, replaces or revokes above their own role', async () => {
  const admin = await join('admin');
  expect(await as(admin, 'POST', invitations(), { email: grace.email, role: 'owner' })).toMatchObject(TOO_HIGH);
  const { id, token } = await invite(grace.email, 'owner');
  expect(await as(admin, 'POST', invitations(), { email: grace.email, role: 'viewer' })).toMatchObject(TOO_HIGH);
  expect(await as(admin, 'DELETE', `${invitations()}/${id}`)).toMatchObject(TOO_HIGH);
  expect((await lookup(token)).body).toMatchObject({ role: 'owner' });
  await invite((await signUp(api)).email, 'admin', admin);
  for (const role of ['editor', 'viewer'] as const) {
    const member = await join(role);
    for (const response of [
      await as(member, 'POST', invitations(), { email: grace.email, role: 'viewer' }),
      await as(member, 'GET', invitations()),
      await as(member, 'DELETE', `${invitations()}/${id}`),
    ])
      expect(response).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  }
});

test('an API key invites only with roles whose permissions it has', async () => {
  const scopes: Permission[] = [...ROLE_PERMISSIONS.editor, 'member.manage'];
  const { key } = await createKey(api, ada, { organizationId: team, scopes });
  const send = (role: Role) => call(api, 'POST', invitations(), { token: key, body: { email: grace.email, role } });
  for (const role of ['owner', 'admin'] as const) expect([role, await send(role)]).toMatchObject([role, TOO_HIGH]);
  expect(await send('editor')).toMatchObject({ status: 201, body: { role: 'editor' } });
  const { id, token } = await invite(grace.email, 'admin');
  expect(await send('editor')).toMatchObject(TOO_HIGH);
  expect(await call(api, 'DELETE', `${invitations()}/${id}`, { token: key })).toMatchObject(TOO_HIGH);
  expect((await lookup(token)).status).toBe(200);
});

test('another member who knows the Idempotency-Key of an invitation does not get its link', async () => {
  const admin = await join('admin');
  const send = (person: Person) =>
    as(person, 'POST', invitations(), { email: grace.email, role: 'owner' }, { 'idempotency-key': 'known' });
  expect((await send(ada)).status).toBe(201);
  const response = await send(admin);
  expect(response).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  expect(response.text).not.toContain('#');
  expect((await send(ada)).status).toBe(201);
});

test('invitations end when their sender can no longer give the role', async () => {
  const [admin, second] = [await join('admin'), await join('owner')];
  const guests = [await signUp(api), await signUp(api), await signUp(api)] as const;
  const byAdmin = await invite(guests[0].email, 'admin', admin);
  const [asOwner, asEditor] = [
    await invite(guests[1].email, 'owner', second),
    await invite(guests[2].email, 'editor', second),
  ];
  await as(ada, 'PATCH', `/organizations/${team}/members/${second.userId}`, { role: 'admin' });
  expect(await accept(guests[1], asOwner.token)).toMatchObject(GONE);
  expect((await lookup(asEditor.token)).status).toBe(200);
  await as(ada, 'PATCH', `/organizations/${team}/members/${second.userId}`, { role: 'editor' });
  expect(await accept(guests[2], asEditor.token)).toMatchObject(GONE);
  await as(ada, 'DELETE', `/organizations/${team}/members/${admin.userId}`);
  expect(await accept(guests[0], byAdmin.token)).toMatchObject(GONE);
  expect((await as(ada, 'GET', invitations())).body.items).toEqual([]);
});

test('a new invitation of the same address replaces the earlier one', async () => {
  const [first, second] = [await invite(grace.email, 'viewer'), await invite(grace.email, 'admin')];
  expect(await accept(grace, first.token)).toMatchObject(GONE);
  expect((await as(ada, 'GET', invitations())).body.items).toMatchObject([{ id: second.id, role: 'admin' }]);
  expect((await accept(grace, second.token)).body).toMatchObject({ organization: { role: 'admin' } });
});

test('members are not invited, and do not become members again', async () => {
  const { token } = await invite();
  await api.deps.database.sql.membership.create({
    data: { organizationId: team, userId: grace.userId, role: 'viewer' },
  });
  const refused = { status: 409, body: { code: 'ALREADY_MEMBER' } };
  expect(await accept(grace, token)).toMatchObject(refused);
  expect(await as(ada, 'POST', invitations(), { email: grace.email.toUpperCase(), role: 'viewer' })).toMatchObject(
    refused,
  );
  expect(await rolesIn()).toEqual([
    [ada.email, 'owner'],
    [grace.email, 'viewer'],
  ]);
});

test('a revoked invitation and those of a deleted organization are gone', async () => {
  const [revoked, kept] = [await invite(), await invite((await signUp(api)).email)];
  expect((await as(ada, 'DELETE', `${invitations()}/${revoked.id}`)).status).toBe(204);
  expect(await accept(grace, revoked.token)).toMatchObject(GONE);
  expect(await as(ada, 'DELETE', `${invitations()}/${revoked.id}`)).toMatchObject({
    status: 404,
    body: { code: 'INVITATION_NOT_FOUND' },
  });
  expect((await lookup(kept.token)).status).toBe(200);
  await as(ada, 'DELETE', `/organizations/${team}?name=Acme%20Films`);
  expect(await lookup(kept.token)).toMatchObject(GONE);
});

test('the list of invitations is complete, page by page, and never has a link', async () => {
  const sent = [await invite('a@example.org'), await invite('b@example.org'), await invite('c@example.org')];
  const first = await as(ada, 'GET', `${invitations()}?limit=2`);
  const second = await as(ada, 'GET', `${invitations()}?limit=2&cursor=${first.body.nextCursor}`);
  expect(second.body.nextCursor).toBeNull();
  const items = [...(first.body.items as object[]), ...(second.body.items as object[])];
  expect(items).toEqual(
    sent.map(({ url: _, token: __, isEmailed: ___, ...invitation }: Record<string, unknown>) => invitation),
  );
  expect(first.text + second.text).not.toContain('#');
});

test('how many invitations one user sends in an hour is limited', async () => {
  const strict = await startApi({ AUTH_RATE_LIMIT: '1' });
  try {
    const sender = await signUp(strict);
    const path = `/organizations/${sender.organizationId}/invitations`;
    const send = (name: number) =>
      call(strict, 'POST', path, { token: sender.token, body: { email: `${name}@example.org`, role: 'viewer' } });
    for (let count = 0; count < 5; count += 1) expect((await send(count)).status).toBe(201);
    const refused = await send(6);
    expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect(refused.headers.get('ratelimit')).toContain('"invitation";r=0');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  } finally {
    await strict.close();
  }
});
