import { type OrganizationId, userActor } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Account,
  accountRepository,
  auditErasure,
  auditRepository,
  type Database,
  invitationRepository,
  memberRepository,
  newId,
} from './index.js';
import { openTestDatabase } from './open-test-database.fixture.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const register = () =>
  accountRepository(database).register({ email: `${newId()}@example.org`, name: `Ada ${newId()}`, passwordHash: 'x' });

/** The account as an actor in its personal organization, or in another one. */
const actorOf = ({ id, name, organizations }: Account, other?: OrganizationId) => {
  const organizationId = other ?? (organizations[0]?.id as OrganizationId);
  const session = { userId: id, sessionId: newId<'SessionId'>(), expiresAt: new Date(Date.now() + 60_000) };
  return userActor(session, { organizationId, role: 'owner', name: name ?? '', playbackEpoch: 0 });
};

/** A member who was invited, got another role and gave one to somebody else. */
const addActiveMember = async (owner: Account): Promise<Account> => {
  const [member, other] = [await register(), await register()];
  const actor = actorOf(owner);
  const invited = { actor, email: member.email, role: 'admin' } as const;
  const { token } = await invitationRepository(database).create(invited);
  await invitationRepository(database).accept(actorOf(member), token);
  await memberRepository(database).changeRole({ actor, userId: member.id }, 'owner');
  const { organizationId } = actor;
  await database.sql.membership.create({ data: { organizationId, userId: other.id, role: 'viewer' } });
  await memberRepository(database).remove({ actor: actorOf(member, organizationId), userId: other.id });
  return member;
};

const entriesIn = (owner: Account) => auditRepository(database).list(actorOf(owner).organizationId, {}, 100);

const eraseAll = async (): Promise<void> => {
  await database.sql.auditErasure.updateMany({ data: { deletedAt: new Date(0) } });
  while ((await auditErasure(database).prune()) > 0);
};

test('a deleted account leaves its id but neither its name nor its address in the logs of others', async () => {
  const owner = await register();
  const member = await addActiveMember(owner);
  const before = await entriesIn(owner);
  expect(JSON.stringify(before)).toContain(member.email);
  await accountRepository(database).delete(actorOf(member), 'x');
  await eraseAll();
  const after = await entriesIn(owner);
  expect(after.map(({ action }) => action)).toEqual(['account.deleted', ...before.map(({ action }) => action)]);
  expect(JSON.stringify(after)).not.toContain(member.email);
  expect(JSON.stringify(after)).not.toContain(member.name);
  expect(after[0]).toMatchObject({ actor: { id: member.id, name: null }, targets: [{ id: member.id, name: null }] });
  expect(after[1]).toMatchObject({ action: 'member.removed', actor: { id: member.id, name: null } });
  // Others keep their names.
  expect(after[1]?.targets).toMatchObject([{ name: expect.stringContaining('Ada') }]);
  expect(after[2]).toMatchObject({ actor: { name: owner.name }, targets: [{ id: member.id, name: null }] });
  expect(await database.sql.auditErasure.count()).toBe(0);
});

test('names are erased in steps, and only some time after the deletion', async () => {
  const owner = await register();
  const member = await addActiveMember(owner);
  const { organizationId } = actorOf(owner);
  await database.sql.$executeRaw`
    INSERT INTO audit_entry (id, organization_id, action, actor_type, actor_id, actor_name, targets, metadata)
    SELECT gen_random_uuid(), ${organizationId}::uuid, 'video.updated', 'user', ${member.id}::uuid, ${member.name}, '[]', '{}'
    FROM generate_series(1, 700)`;
  await accountRepository(database).delete(actorOf(member), 'x');
  expect(await auditErasure(database).prune()).toBe(0);
  await database.sql.auditErasure.updateMany({ data: { deletedAt: new Date(0) } });
  const named = () => database.sql.auditEntry.count({ where: { organizationId, actorName: member.name } });
  const first = await auditErasure(database).prune();
  expect(first).toBeGreaterThan(0);
  expect(await named()).toBeGreaterThan(0);
  await eraseAll();
  expect(await named()).toBe(0);
});
