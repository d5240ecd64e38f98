import type { ApiKeyId, OrganizationId, Permission, Role, UserId } from '@media/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accountRepository, canStill, type Database, newId } from './index.js';
import { openTestDatabase } from './open-test-database.fixture.js';

let database: Database;
let organizationId: OrganizationId;
let userId: UserId;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  const account = await accountRepository(database).register({ email: `${newId()}@example.org`, passwordHash: 'x' });
  [organizationId, userId] = [account.organizations[0]?.id as OrganizationId, account.id];
});

const membership = () => ({ organizationId_userId: { organizationId, userId } });
const setRole = (role: Role) => database.sql.membership.update({ where: membership(), data: { role } });
const leave = () => database.sql.membership.delete({ where: membership() });
const addKey = async (scopes: Permission[], more: object = {}): Promise<ApiKeyId> => {
  const id = newId<'ApiKeyId'>() as ApiKeyId;
  const key = { id, organizationId, createdBy: userId, name: 'Import', prefix: 'mp_', scopes };
  await database.sql.apiKey.create({ data: { ...key, hash: Buffer.from(id), ...more } });
  return id;
};
const user = (permission: Permission = 'video.write') =>
  canStill(database, { type: 'user', id: userId, organizationId }, permission);
const key = (id: ApiKeyId) => canStill(database, { type: 'apiKey', id, organizationId }, 'video.write');

test('a user has the permissions of the role, until the membership ends', async () => {
  expect([await user(), await user('organization.manage')]).toEqual([true, true]);
  await setRole('viewer');
  expect([await user(), await user('video.read')]).toEqual([false, true]);
  await leave();
  expect(await user('video.read')).toBe(false);
});

test('a key has its scopes, as long as its creator has them and it is not revoked, even after its expiry', async () => {
  const past = new Date(0);
  const [works, reads] = [await addKey(['video.write']), await addKey(['video.read'])];
  const [revoked, expired] = [
    await addKey(['video.write'], { revokedAt: past }),
    await addKey(['video.write'], { expiresAt: past }),
  ];
  const overlapping = await addKey(['video.write'], { revokedAt: new Date(Date.now() + 3_600_000) });
  const all = [works, reads, revoked, expired, overlapping];
  expect(await Promise.all(all.map(key))).toEqual([true, false, false, true, true]);
  await setRole('viewer');
  expect(await Promise.all(all.map(key))).toEqual(all.map(() => false));
  await setRole('owner');
  expect(await key(works)).toBe(true);
  await leave();
  expect(await key(works)).toBe(false);
});

test('what somebody can do in one organization says nothing about another', async () => {
  const other = newId<'OrganizationId'>() as OrganizationId;
  const id = await addKey(['video.write']);
  expect(await canStill(database, { type: 'user', id: userId, organizationId: other }, 'video.read')).toBe(false);
  expect(await canStill(database, { type: 'apiKey', id, organizationId: other }, 'video.write')).toBe(false);
});
