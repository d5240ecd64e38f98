import { userActor, type VideoId } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  appendUploadEvent,
  changeRepository,
  type Database,
  databaseNow,
  eventRepository,
  newId,
  videoCommands,
} from './index.js';
import { addVideo } from './job.fixture.js';
import { openTestDatabase } from './open-test-database.fixture.js';
import { addOrganization } from './organization.fixture.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('events have database time, regardless of the clock of this host', async () => {
  const before = await databaseNow(database);
  const { videoId } = await addVideo(database);
  const after = await databaseNow(database);
  const { createdAt } = await database.sql.event.findFirstOrThrow({ where: { videoId } });
  expect(createdAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
  expect(createdAt.getTime()).toBeLessThanOrEqual(after.getTime());
});

test('changed videos have their last event number, deleted ones none, and other organizations are left out', async () => {
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

test('a transaction that began before a poll and ended after it is found by the next poll', async () => {
  const { organizationId, videoId } = await addVideo(database);
  const changes = changeRepository(database);
  let polledAt: Date | undefined;
  await database.transaction(async ({ sql }) => {
    await sql.$executeRaw`
      INSERT INTO event (video_id, seq, organization_id, data)
      VALUES (${videoId}::uuid, 2, ${organizationId}::uuid, '{"playable":true}')`;
    const poll = await changes.since([organizationId]);
    polledAt = poll.asOf;
    expect(poll.changes).toMatchObject([{ lastSeq: 1 }]);
  });
  expect((await changes.since([organizationId], polledAt)).changes).toMatchObject([{ lastSeq: 2 }]);
});

test('older changes are not found', async () => {
  const { organizationId, videoId } = await addVideo(database);
  const changes = changeRepository(database);
  await database.sql.$executeRaw`
    UPDATE event SET created_at = now() - interval '10 minutes' WHERE video_id = ${videoId}::uuid`;
  expect((await changes.since([organizationId])).changes).toEqual([]);
  const longAgo = new Date(Date.now() - 3_600_000);
  expect((await changes.since([organizationId], longAgo)).changes).toMatchObject([{ videoId, lastSeq: 1 }]);
});

test('the events of a video outlive it, numbered without gaps up to its deletion, with the actor of that', async () => {
  const { organizationId, videoId, actor } = await addVideo(database);
  await videoCommands(database).cancel(actor, videoId);
  await videoCommands(database).remove(actor, videoId);
  const events = await eventRepository(database).after(organizationId, videoId, 0);
  expect(events.map(({ seq, event }) => [seq, event?.type])).toEqual([
    [1, 'video.created'],
    [2, 'video.cancelled'],
    [3, 'video.deleted'],
  ]);
  expect(events.at(-1)?.event).toMatchObject({ organizationId, videoId, actor: { type: 'system', label: 'test' } });
});

test("a user's event contains only the user's id, and an upload's event is no change of a video", async () => {
  const { organizationId, videoId } = await addVideo(database);
  const session = { userId: newId<'UserId'>(), sessionId: newId<'SessionId'>(), expiresAt: new Date() };
  const actor = userActor(session, { organizationId, role: 'owner', name: 'ada@example.org', playbackEpoch: 0 });
  await videoCommands(database).cancel(actor, videoId);
  const [, cancelled] = await eventRepository(database).after(organizationId, videoId, 0);
  expect(cancelled?.event?.actor).toEqual({ type: 'user', id: session.userId });
  const upload = { organizationId, id: newId<'UploadId'>() };
  await database.transaction((tx) =>
    appendUploadEvent(tx, upload, { type: 'upload.expired', data: { sizeBytes: 1 }, actor }),
  );
  expect((await changeRepository(database).since([organizationId])).changes).toHaveLength(1);
});

test('rows for earlier releases are deleted once those no longer read them', async () => {
  const organizationId = await addOrganization(database);
  const [old, recent] = [newId<'VideoId'>(), newId<'VideoId'>()] as VideoId[];
  await database.sql.$executeRaw`
    INSERT INTO deleted_video (video_id, organization_id, deleted_at) VALUES
    (${old}::uuid, ${organizationId}::uuid, now() - interval '8 days'),
    (${recent}::uuid, ${organizationId}::uuid, now() - interval '6 days')`;
  await changeRepository(database).prune();
  const left = await database.sql.deletedVideo.findMany({ where: { organizationId } });
  expect(left.map(({ videoId }) => videoId)).toEqual([recent]);
});
