import type { InvitationId, OrganizationId, SessionId, UserId } from '@media/core';
import { createTestDatabase, type TestDatabase } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAdmission } from './admission.js';
import {
  type Account,
  accountRepository,
  type Database,
  newId,
  type OrganizationSelector,
  openDatabase,
  sessionRepository,
} from './index.js';
import { recordStatements } from './record-statements.fixture.js';

let server: TestDatabase;
let database: Database;

beforeAll(async () => {
  server = await createTestDatabase();
  database = openDatabase({ databaseUrl: server.databaseUrl, maxConnections: 10, onEvents: () => undefined });
});
afterAll(async () => {
  await database.close();
  await server.drop();
});

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
  expect(member).toEqual({
    ...{ organizationId: account.organizations[0]?.id, role: 'owner', name: account.email },
    playbackEpoch: 0,
  });
});

test('of two concurrent registrations of the same address, one fails', async () => {
  const email = `${newId()}@example.org`;
  const settled = await Promise.allSettled([register(email), register(email)]);
  expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(settled.find((result) => result.status === 'rejected')?.reason).toMatchObject({ code: 'EMAIL_TAKEN' });
});

test('a registration with an invitation fails if it was revoked, and otherwise makes the revocation wait', async () => {
  const inviter = await register();
  const invite = (expiresAt = new Date(Date.now() + 60_000)) => {
    const place = { organizationId: organizationOf(inviter), invitedBy: inviter.id };
    const data = {
      ...place,
      id: newId<'InvitationId'>(),
      email: `${newId()}@example.org`,
      role: 'viewer',
      expiresAt,
    } as const;
    return database.sql.invitation.create({ data: { ...data, tokenHashes: [Buffer.alloc(32)] } });
  };
  const registerFor = ({ id, email }: { id: string; email: string }) =>
    accountRepository(database).register({ email, passwordHash: 'hash' }, { invitation: id as InvitationId });
  const [open, revoked, expired] = [await invite(), await invite(), await invite(new Date(0))];
  await database.sql.invitation.delete({ where: { id: revoked.id } });
  for (const gone of [revoked, expired])
    await expect(registerFor(gone)).rejects.toMatchObject({ code: 'INVITATION_GONE' });
  const blocked = () => database.sql.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'DELETE FROM%invitation%'`;
  let revocation: Promise<unknown> | undefined;
  await database.transaction(async (tx) => {
    await checkAdmission(tx, { invitation: open.id as InvitationId });
    revocation = database.sql.invitation.deleteMany({ where: { id: open.id } }).then(({ count }) => count);
    await expect.poll(blocked).toHaveLength(1);
  });
  expect(await revocation).toBe(1);
  expect((await registerFor(await invite())).organizations).toHaveLength(1);
});

const organizationOf = ({ organizations }: Account): OrganizationId => organizations[0]?.id as OrganizationId;

/** One selector of every kind, all for the organization of this account. */
const selectorsOf = async (account: Account): Promise<OrganizationSelector[]> => {
  const id = organizationOf(account);
  const [video, upload] = [newId<'VideoId'>(), newId<'UploadId'>()];
  const source = { sourceKey: video, sourceEtag: 'e', sourceSizeBytes: 1, sourceFileName: 'a.mp4' };
  await database.sql.video.create({ data: { id: video, organizationId: id, title: 'a', ...source } });
  const layout = { strategy: 'single', partSizeBytes: 1, partCount: 1, sizeBytes: 1 } as const;
  const dates = { expiresAt: new Date(), checkAt: new Date() };
  const file = { fileName: 'a.mp4', contentType: 'video/mp4', objectKey: upload, ...layout, ...dates };
  const owner = { organizationId: id, actorType: 'user', actorId: account.id } as const;
  await database.sql.upload.create({ data: { id: upload, videoId: video, ...owner, ...file } });
  return [
    { kind: 'organization', id },
    { kind: 'video', id: video },
    { kind: 'upload', id: upload },
  ];
};

test('a member is found by organization, video and upload, a non-member by none of them', async () => {
  const [owner, viewer, stranger] = [await register(), await register(), await register()];
  const organizationId = organizationOf(owner);
  await database.sql.membership.create({ data: { organizationId, userId: viewer.id, role: 'viewer' } });
  const { member } = accountRepository(database);
  for (const place of await selectorsOf(owner)) {
    expect(await member(owner.id, place)).toMatchObject({ organizationId, role: 'owner' });
    expect(await member(viewer.id, place)).toMatchObject({ organizationId, role: 'viewer', name: viewer.email });
    expect(await member(stranger.id, place)).toBeUndefined();
  }
  expect(await member(viewer.id)).toMatchObject({ organizationId: organizationOf(viewer), role: 'owner' });
});

test("the same statement runs for another organization's resource and for a missing one", async () => {
  const [owner, stranger] = [await register(), await register()];
  const recorder = recordStatements(server.databaseUrl);
  const textsFor = async (place: OrganizationSelector): Promise<string[]> => {
    const statements = await recorder.during((recorded) => accountRepository(recorded).member(stranger.id, place));
    return statements.map(({ text }) => text);
  };
  for (const place of await selectorsOf(owner)) {
    const texts = await textsFor(place);
    expect(texts).toHaveLength(1);
    expect(await textsFor({ ...place, id: newId() } as OrganizationSelector)).toEqual(texts);
  }
  await recorder.database.close();
});

test('a refresh token works once, and reusing it after ten seconds of database time ends the session', async () => {
  const sessions = sessionRepository(database);
  const id = await openSession();
  expect(await sessions.rotate(id, 'first', 'second')).toEqual({ outcome: 'rotated', jti: 'second' });
  expect(await sessions.rotate(id, 'first', 'third')).toEqual({ outcome: 'repeated', jti: 'second' });
  await database.sql.$executeRaw`UPDATE session SET rotated_at = now() - interval '10 seconds' WHERE id = ${id}::uuid`;
  expect(await sessions.rotate(id, 'first', 'third')).toEqual({ outcome: 'reused' });
  expect(await sessions.isAlive(id)).toBe(false);
  expect(await sessions.rotate(id, 'second', 'third')).toEqual({ outcome: 'ended' });
});

test('of concurrent refreshes with the same token, one rotates and the others get the same new token', async () => {
  const sessions = sessionRepository(database);
  const id = await openSession();
  const rotations = await Promise.all(Array.from({ length: 8 }, (_, n) => sessions.rotate(id, 'first', `next ${n}`)));
  expect(rotations.filter(({ outcome }) => outcome === 'rotated')).toHaveLength(1);
  expect(new Set(rotations.map((rotation) => 'jti' in rotation && rotation.jti)).size).toBe(1);
});

test('sessions that ended long ago are deleted, others are kept', async () => {
  const sessions = sessionRepository(database);
  const [alive, expired, revoked, justRevoked] = await Promise.all([1, 2, 3, 4].map(() => openSession()));
  const longAgo = new Date(Date.now() - 8 * 24 * 3_600_000);
  await database.sql.session.update({ where: { id: expired }, data: { expiresAt: longAgo } });
  await database.sql.session.update({ where: { id: revoked }, data: { revokedAt: longAgo } });
  const { userId } = await database.sql.session.findUniqueOrThrow({ where: { id: justRevoked } });
  expect(await sessions.revoke({ id: userId as UserId, sessionId: userId as never }, justRevoked as SessionId)).toBe(
    true,
  );
  await sessions.prune();
  const left = await database.sql.session.findMany({
    where: { id: { in: [alive, expired, revoked, justRevoked] as string[] } },
  });
  expect(left.map(({ id }) => id).sort()).toEqual([alive, justRevoked].sort());
});

test('changing the password ends all other sessions of the user, and none of other users', async () => {
  const { id: userId } = await register();
  const [asking, other, strangers] = [await openSession(userId), await openSession(userId), await openSession()];
  const accounts = accountRepository(database);
  expect(await accounts.changePassword({ id: userId, sessionId: asking }, 'hash', 'next')).toEqual([other]);
  const alive = await Promise.all([asking, other, strangers].map((id) => sessionRepository(database).isAlive(id)));
  expect(alive).toEqual([true, false, true]);
  expect(await accounts.credentials(userId)).toMatchObject({ passwordHash: 'next' });
});

test('of two concurrent password changes one wins, and an outdated password creates no session', async () => {
  const { id: userId } = await register();
  const asking = await openSession(userId);
  const change = (next: string) =>
    accountRepository(database).changePassword({ id: userId, sessionId: asking }, 'hash', next);
  expect((await Promise.all([change('a'), change('b')])).filter((ended) => ended !== undefined)).toEqual([[]]);
  const session = { id: newId<'SessionId'>(), userId, expiresAt: new Date(Date.now() + 60_000), refreshJti: 'x' };
  expect(await sessionRepository(database).create(session, 'hash')).toBe(false);
  expect(await sessionRepository(database).isAlive(session.id)).toBe(false);
});

test('a session created during a password change is ended, or was never created', async () => {
  const { id: userId } = await register();
  const asking = await openSession(userId);
  const ids = Array.from({ length: 8 }, () => newId<'SessionId'>());
  const expiresAt = new Date(Date.now() + 60_000);
  const open = (id: SessionId) =>
    sessionRepository(database).create({ id, userId, expiresAt, refreshJti: 'x' }, 'hash');
  const opening = ids.slice(0, 4).map(open);
  const changed = accountRepository(database).changePassword({ id: userId, sessionId: asking }, 'hash', 'next');
  await Promise.all([...opening, changed, ...ids.slice(4).map(open)]);
  const alive = await Promise.all(ids.map((id) => sessionRepository(database).isAlive(id)));
  expect(alive).toEqual(Array(8).fill(false));
});
