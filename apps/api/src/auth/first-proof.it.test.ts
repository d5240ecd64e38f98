import type { AuditEntryView } from '@media/contracts';
import { apiKeyActor, ROLE_PERMISSIONS, type SessionId, userActor } from '@media/core';
import { apiKeyRepository, invitationRepository } from '@media/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newApiKey } from '../api-keys/new-api-key.js';
import { type ApiResponse, call, PASSWORD, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { tokenIn, waitForMail } from '../fixtures/mails.js';
import { publishVideo } from '../fixtures/publish-video.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const NEW_PASSWORD = 'battery horse staple';
const SCOPES = [...ROLE_PERMISSIONS.viewer, 'member.manage', 'key.manage'] as const;

const post = (path: string, body: object, token?: string): Promise<ApiResponse> =>
  call(api, 'POST', path, { body, ...(token && { token }) });
const resetToken = async ({ email }: Person): Promise<string> => {
  await post('/auth/forgot-password', { email });
  return tokenIn(await waitForMail(api, email, 'Reset your password'));
};
const reset = (token: string) => post('/auth/reset-password', { token, password: NEW_PASSWORD });
const confirm = async ({ email }: Person): Promise<void> => {
  await post('/auth/verify-email', { token: tokenIn(await waitForMail(api, email, 'Confirm your email address')) });
};
const invite = async ({ organizationId }: Person, credential: string, email: string): Promise<string> => {
  const response = await post(`/organizations/${organizationId}/invitations`, { email, role: 'viewer' }, credential);
  return String(response.body.url).split('#')[1] ?? '';
};
const lookup = (token: string) => post('/invitations/lookup', { token });
const addMember = ({ organizationId }: Person, { userId }: Person) =>
  api.deps.database.sql.membership.create({ data: { organizationId, userId, role: 'viewer' } });
const changedMail = ({ email }: Person) => waitForMail(api, email, 'Your password was changed');
const resetEntry = async (token: string): Promise<AuditEntryView | undefined> => {
  const { body } = await call(api, 'GET', '/audit?action=auth.password_reset', { token });
  return (body.items as AuditEntryView[])[0];
};
const signInAgain = async ({ email }: Person): Promise<string> =>
  String((await post('/auth/login', { email, password: NEW_PASSWORD })).body.accessToken);

test('whoever registered the address of somebody else keeps nothing when its owner resets the password', async () => {
  const mallory = await signUp(api);
  const videoId = await publishVideo(api, mallory);
  const keys = [
    await createKey(api, mallory, { scopes: [...SCOPES] }),
    await createKey(api, mallory, { expiresAt: new Date(Date.now() + 3_600_000).toISOString() }),
  ];
  const [first, second] = keys.map(({ key }) => key) as [string, string];
  const playback = await call(api, 'POST', `/videos/${videoId}/playback-tokens`, { token: second });
  const link = `/videos/${videoId}/hls/master.m3u8?token=${playback.body.token}`;
  expect((await call(api, 'GET', link)).status).toBe(200);
  // An expired key is no longer accepted, but the playback tokens that it made are.
  await api.deps.database.sql.apiKey.update({ where: { id: keys[1]?.id ?? '' }, data: { expiresAt: new Date() } });
  const invitations = [
    await invite(mallory, mallory.token, 'accomplice@example.org'),
    await invite(mallory, first, 'another@example.org'),
  ];
  await post('/auth/email', { email: 'mallory@example.org', password: PASSWORD }, mallory.token);
  const change = tokenIn(await waitForMail(api, 'mallory@example.org', 'Confirm your email address'));

  expect((await reset(await resetToken(mallory))).status).toBe(204);
  for (const credential of [first, second, mallory.token])
    expect((await call(api, 'GET', '/videos', { token: credential })).status).toBe(401);
  expect((await call(api, 'GET', link)).status).toBe(401);
  for (const token of invitations) expect((await lookup(token)).status).toBe(410);
  expect((await post('/auth/verify-email', { token: change })).status).toBe(410);
  const { text } = await changedMail(mallory);
  expect(text).toContain('API keys (2) and open invitations (2) were revoked');
  expect(text).not.toContain('You share these organizations');
  expect((await resetEntry(await signInAgain(mallory)))?.metadata).toEqual({
    ...{ endedSessions: 1, revokedKeys: 2, withdrawnInvitations: 2 },
  });
});

test('other members stay, and the email names the organizations that they can see, without making links of the names', async () => {
  const [mallory, accomplice] = [await signUp(api), await signUp(api)];
  await addMember(mallory, accomplice);
  const name = 'www.evil.example/prize';
  await call(api, 'PATCH', `/organizations/${mallory.organizationId}`, { token: mallory.token, body: { name } });
  await reset(await resetToken(mallory));
  const { text } = await changedMail(mallory);
  expect(text).toContain('You share these organizations with other people: “www. evil. example/ prize”.');
  expect((await call(api, 'GET', '/videos', { token: accomplice.token })).status).toBe(200);
});

test('once the address has been confirmed, a forgotten password costs neither API keys nor invitations', async () => {
  const ada = await signUp(api);
  await confirm(ada);
  const { key } = await createKey(api, ada);
  const invitation = await invite(ada, ada.token, 'grace@example.org');
  expect((await reset(await resetToken(ada))).status).toBe(204);
  expect((await call(api, 'GET', '/videos', { token: key })).status).toBe(200);
  expect((await lookup(invitation)).status).toBe(200);
  expect((await changedMail(ada)).text).not.toContain('were revoked');
  expect((await resetEntry(await signInAgain(ada)))?.metadata).toEqual({ endedSessions: 1 });
});

test('of the keys and invitations that are created during the reset, none outlives it', async () => {
  const mallory = await signUp(api);
  const { key } = await createKey(api, mallory, { scopes: [...SCOPES] });
  const token = await resetToken(mallory);
  const attempts = Array.from({ length: 8 }, (_, n) => [
    ...[mallory.token, key].map((credential) =>
      post('/api-keys', { name: `Key ${n}`, scopes: ['video.read'] }, credential),
    ),
    invite(mallory, key, `${n}@example.org`),
  ]).flat();
  const [response] = await Promise.all([reset(token), ...attempts]);
  expect(response.status).toBe(204);
  const { sql } = api.deps.database;
  expect(await sql.apiKey.count({ where: { createdBy: mallory.userId, revokedAt: null } })).toBe(0);
  expect(await sql.invitation.count({ where: { invitedBy: mallory.userId } })).toBe(0);
});

test('a request that was authorized before its session or key ended creates neither a key nor an invitation', async () => {
  const ada = await signUp(api);
  const { organizationId, userId } = ada;
  const { sql } = api.deps.database;
  const { id: sessionId } = await sql.session.findFirstOrThrow({ where: { userId } });
  const { id: keyId } = await createKey(api, ada, { scopes: [...SCOPES] });
  const expiresAt = new Date(Date.now() + 60_000);
  const person = userActor(
    { userId, sessionId: sessionId as SessionId, expiresAt },
    { organizationId, role: 'owner', name: 'Ada', playbackEpoch: 0 },
  );
  const program = apiKeyActor({
    ...{ id: keyId, organizationId, name: 'Key', scopes: SCOPES, createdBy: userId, creatorRole: 'owner', expiresAt },
  });
  await reset(await resetToken(ada));
  for (const [actor, code] of [[person, 'UNAUTHENTICATED'] as const, [program, 'API_KEY_INVALID'] as const]) {
    const { stored } = newApiKey(actor, { name: 'Late', scopes: ['video.read'], expiresAt: null });
    await expect(apiKeyRepository(api.deps.database).create(actor, stored)).rejects.toMatchObject({ code });
    const late = { actor, email: 'late@example.org', role: 'viewer' } as const;
    await expect(invitationRepository(api.deps.database).create(late)).rejects.toMatchObject({ code });
  }
  expect(await sql.apiKey.count({ where: { createdBy: userId } })).toBe(1);
});
