import { ROLE_PERMISSIONS } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { tokenIn, waitForMail } from '../fixtures/mails.js';
import { startApi, startBeside, type TestApi } from '../fixtures/start-api.js';

/** Writes emails to files. */
let api: TestApi;
/** The same installation with a mail server, which doesn't have to work. */
let mailing: TestApi;
beforeAll(async () => {
  api = await startApi();
  mailing = await startBeside(api, { SMTP_URL: 'smtp://127.0.0.1:1' });
});
afterAll(async () => {
  await mailing.close();
  await api.close();
});

const invite = ({ organizationId }: Person, token: string, at = mailing) =>
  call(at, 'POST', `/organizations/${organizationId}/invitations`, {
    token,
    body: { email: 'grace@example.org', role: 'viewer' },
  });
const invitationsOf = ({ organizationId }: Person) =>
  api.deps.database.sql.invitation.count({ where: { organizationId } });
const REFUSED = { status: 403, body: { code: 'EMAIL_NOT_VERIFIED' } };

test('nobody invites others before their own address is confirmed, neither in person nor by API key', async () => {
  const ada = await signUp(api);
  const { key } = await createKey(api, ada, { scopes: [...ROLE_PERMISSIONS.viewer, 'member.manage'] });
  expect(await invite(ada, ada.token)).toMatchObject(REFUSED);
  expect(await invite(ada, key)).toMatchObject(REFUSED);
  expect(await invitationsOf(ada)).toBe(0);

  const confirmation = tokenIn(await waitForMail(api, ada.email, 'Confirm your email address'));
  expect((await call(mailing, 'POST', '/auth/verify-email', { body: { token: confirmation } })).status).toBe(200);
  expect((await invite(ada, key)).status).toBe(201);
  expect(await invite(ada, ada.token)).toMatchObject({ status: 201, body: { isEmailed: true } });
});

test('an owner whose address is confirmed does not vouch for an admin whose address is not', async () => {
  const [ada, admin] = [await signUp(api), await signUp(api)];
  const { sql } = api.deps.database;
  await sql.user.update({ where: { id: ada.userId }, data: { emailVerifiedAt: new Date() } });
  const { organizationId } = ada;
  await sql.membership.create({ data: { organizationId, userId: admin.userId, role: 'admin' } });
  expect(await invite(ada, admin.token)).toMatchObject(REFUSED);
});

test('without a mail server, nobody can confirm an address, so everybody who manages members invites', async () => {
  const ada = await signUp(api);
  expect(await invite(ada, ada.token, api)).toMatchObject({ status: 201, body: { isEmailed: false } });
  await waitForMail(api, 'grace@example.org', `${ada.email} invited you to ${ada.email}`);
});
