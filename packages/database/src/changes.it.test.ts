import type { VideoId } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeRepository, type Database, databaseNow, newId, videoCommands } from './index.js';
import { addVideo } from './job.fixture.js';
import { openTestDatabase } from './open-test-database.fixture.js';
import { addOrganization } from './organization.fixture.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('a milestone bears the time of the database, whatever the clock of this host says', async () => {
  const before = await databaseNow(database);
  const { videoId } = await addVideo(database);
  const after = await databaseNow(database);
  const { createdAt } = await database.sql.event.findFirstOrThrow({ where: { videoId } });
  expect(createdAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
  expect(createdAt.getTime()).toBeLessThanOrEqual(after.getTime());
});

test('what changed is told with its last number, what was deleted without, and nothing of other organizations', async () => {
  const [kept, deleted, strange] = await Promise.all([addVideo(database), addVideo(database), addVideo(database)]);
  await videoCommands(database).remove(deleted.actor, deleted.videoId);
  const { asOf, changes } = await changeRepository(database).since([kept.organizationId, deleted.organizationId]);
  expect(changes).toHaveLength(2);
  expect(changes).toEqual(
    expect.arrayContaining([
      { organizationId: kept.organizationId, videoId: kept.videoId, lastSeq: 1 },
      { organizationId: deleted.organizationId, videoId: deleted.videoId, lastSeq: undefined },
    ]),
  );
  expect(changes.map(({ videoId }) => videoId)).not.toContain(strange.videoId);
  expect(asOf.getTime()).toBeGreaterThan(0);
});

test('a transaction that began before a look and ended after it is told by the next', async () => {
  const { organizationId, videoId } = await addVideo(database);
  const changes = changeRepository(database);
  let looked: Date | undefined;
  await database.transaction(async ({ sql }) => {
    await sql.$executeRaw`
      INSERT INTO event (video_id, seq, organization_id, data)
      VALUES (${videoId}::uuid, 2, ${organizationId}::uuid, '{"playable":true}')`;
    const look = await changes.since([organizationId]);
    looked = look.asOf;
    expect(look.changes).toMatchObject([{ lastSeq: 1 }]);
  });
  expect((await changes.since([organizationId], looked)).changes).toMatchObject([{ lastSeq: 2 }]);
});

test('what changed long before is not told', async () => {
  const { organizationId, videoId } = await addVideo(database);
  const changes = changeRepository(database);
  await database.sql.$executeRaw`
    UPDATE event SET created_at = now() - interval '10 minutes' WHERE video_id = ${videoId}::uuid`;
  expect((await changes.since([organizationId])).changes).toEqual([]);
  const longAgo = new Date(Date.now() - 3_600_000);
  expect((await changes.since([organizationId], longAgo)).changes).toMatchObject([{ videoId, lastSeq: 1 }]);
});

test('what was deleted days ago is forgotten, and nothing else', async () => {
  const organizationId = await addOrganization(database);
  const [old, recent] = [newId<'VideoId'>(), newId<'VideoId'>()] as VideoId[];
  await database.sql.$executeRaw`
    INSERT INTO deleted_video (video_id, organization_id, deleted_at) VALUES
    (${old}::uuid, ${organizationId}::uuid, now() - interval '8 days'),
    (${recent}::uuid, ${organizationId}::uuid, now() - interval '6 days')`;
  await changeRepository(database).prune();
  const { changes } = await changeRepository(database).since([organizationId], new Date(0));
  expect(changes.map(({ videoId }) => videoId)).toEqual([recent]);
});
