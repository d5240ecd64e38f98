import type { SessionId, UserId } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountRepository, type Database, newId, sessionRepository } from './index.js';
import { openTestDatabase } from './open-test-database.fixture.js';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase({ maxConnections: 10 });
});
afterAll(() => database.close());

const register = (email = `${newId()}@example.org`) =>
  accountRepository(database).register({ email, passwordHash: 'hash' });

const openSession = async (userId?: UserId): Promise<SessionId> => {
  const id = newId<'SessionId'>();
  const expiresAt = new Date(Date.now() + 60_000);
  const session = { id, userId: userId ?? (await register()).id, expiresAt, refreshJti: 'first' };
  expect(await sessionRepository(database).create(session, 'hash')).toBe(true);
  return id;
};

test('a new account owns a personal organization', async () => {
  const account = await register();
  expect(account.organizations).toMatchObject([{ role: 'owner' }]);
  const member = await accountRepository(database).member(account.id);
  expect(member).toEqual({ organizationId: account.organizations[0]?.id, role: 'owner', name: account.email });
});

test('of two who register the same address at the same time one is told that it is taken', async () => {
  const email = `${newId()}@example.org`;
  const settled = await Promise.allSettled([register(email), register(email)]);
  expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(settled.find((result) => result.status === 'rejected')?.reason).toMatchObject({ code: 'EMAIL_TAKEN' });
});

test('nobody is a member of an organization that is not theirs', async () => {
  const [one, other] = [await register(), await register()];
  expect(await accountRepository(database).member(one.id, other.organizations[0]?.id)).toBeUndefined();
});

test('a refresh token is good once, and presenting it again after ten seconds of the database ends the session', async () => {
  const sessions = sessionRepository(database);
  const id = await openSession();
  expect(await sessions.rotate(id, 'first', 'second')).toEqual({ outcome: 'rotated', jti: 'second' });
  expect(await sessions.rotate(id, 'first', 'third')).toEqual({ outcome: 'repeated', jti: 'second' });
  await database.sql.$executeRaw`UPDATE session SET rotated_at = now() - interval '10 seconds' WHERE id = ${id}::uuid`;
  expect(await sessions.rotate(id, 'first', 'third')).toEqual({ outcome: 'reused' });
  expect(await sessions.isAlive(id)).toBe(false);
  expect(await sessions.rotate(id, 'second', 'third')).toEqual({ outcome: 'ended' });
});

test('of racing refreshes with the same token one rotates, and the others are told of its new one', async () => {
  const sessions = sessionRepository(database);
  const id = await openSession();
  const rotations = await Promise.all(Array.from({ length: 8 }, (_, n) => sessions.rotate(id, 'first', `next ${n}`)));
  expect(rotations.filter(({ outcome }) => outcome === 'rotated')).toHaveLength(1);
  expect(new Set(rotations.map((rotation) => 'jti' in rotation && rotation.jti)).size).toBe(1);
});

test('sessions that ended long ago are forgotten, others are kept', async () => {
  const sessions = sessionRepository(database);
  const [alive, expired, revoked, justRevoked] = await Promise.all([1, 2, 3, 4].map(() => openSession()));
  const longAgo = new Date(Date.now() - 8 * 24 * 3_600_000);
  await database.sql.session.update({ where: { id: expired }, data: { expiresAt: longAgo } });
  await database.sql.session.update({ where: { id: revoked }, data: { revokedAt: longAgo } });
  const { userId } = await database.sql.session.findUniqueOrThrow({ where: { id: justRevoked } });
  expect(await sessions.revoke(userId as UserId, justRevoked as SessionId)).toBe(true);
  await sessions.prune();
  const left = await database.sql.session.findMany({
    where: { id: { in: [alive, expired, revoked, justRevoked] as string[] } },
  });
  expect(left.map(({ id }) => id).sort()).toEqual([alive, justRevoked].sort());
});

test('a change of password ends all sessions but the one that asked, and no other user’s', async () => {
  const { id: userId } = await register();
  const [asking, other, strangers] = [await openSession(userId), await openSession(userId), await openSession()];
  const accounts = accountRepository(database);
  expect(await accounts.changePassword(userId, 'hash', 'next', asking)).toEqual([other]);
  const alive = await Promise.all([asking, other, strangers].map((id) => sessionRepository(database).isAlive(id)));
  expect(alive).toEqual([true, false, true]);
  expect(await accounts.credentials(userId)).toMatchObject({ passwordHash: 'next' });
});

test('of two changes of a password at once one wins, and a password that is not valid any more opens no session', async () => {
  const { id: userId } = await register();
  const asking = await openSession(userId);
  const change = (next: string) => accountRepository(database).changePassword(userId, 'hash', next, asking);
  expect((await Promise.all([change('a'), change('b')])).filter((ended) => ended !== undefined)).toEqual([[]]);
  const session = { id: newId<'SessionId'>(), userId, expiresAt: new Date(Date.now() + 60_000), refreshJti: 'x' };
  expect(await sessionRepository(database).create(session, 'hash')).toBe(false);
  expect(await sessionRepository(database).isAlive(session.id)).toBe(false);
});

test('a session that is opened while the password is changed has ended afterwards, or was never opened', async () => {
  const { id: userId } = await register();
  const asking = await openSession(userId);
  const ids = Array.from({ length: 8 }, () => newId<'SessionId'>());
  const expiresAt = new Date(Date.now() + 60_000);
  const open = (id: SessionId) =>
    sessionRepository(database).create({ id, userId, expiresAt, refreshJti: 'x' }, 'hash');
  const opening = ids.slice(0, 4).map(open);
  const changed = accountRepository(database).changePassword(userId, 'hash', 'next', asking);
  await Promise.all([...opening, changed, ...ids.slice(4).map(open)]);
  const alive = await Promise.all(ids.map((id) => sessionRepository(database).isAlive(id)));
  expect(alive).toEqual(Array(8).fill(false));
});
