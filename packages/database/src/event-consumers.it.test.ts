import type { OrganizationId } from '@media/core';
import { createTestDatabase } from '@media/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { appendEvent } from './events.js';
import {
  applyMigrations,
  type Database,
  type EventPosition,
  eventConsumers,
  historyRepository,
  newId,
  openDatabase,
  type ReadEvent,
  type Transaction,
  videoCommands,
} from './index.js';
import { addVideo } from './job.fixture.js';

let server: Awaited<ReturnType<typeof createTestDatabase>>;
let database: Database;
let name: string;
beforeAll(async () => {
  server = await createTestDatabase();
  database = openDatabase({ databaseUrl: server.databaseUrl, maxConnections: 5, onEvents: () => undefined });
});
afterAll(async () => {
  await database.close();
  await server.drop();
});
beforeEach(async () => {
  await database.sql.event.deleteMany();
  await database.sql.eventConsumer.deleteMany();
  name = newId();
  await consumers().add(name);
});

type TestVideo = Awaited<ReturnType<typeof addVideo>>;

const consumers = () => eventConsumers(database);
const cancel = ({ actor, videoId }: TestVideo) => videoCommands(database).cancel(actor, videoId);
const append = (tx: Transaction, video: TestVideo) =>
  appendEvent(tx, video, { type: 'video.playable', data: { playable: true }, actor: video.actor });
const typesOf = (read: readonly ReadEvent[]) => read.map(({ event }) => event?.type);
const lastOf = (read: readonly ReadEvent[]): EventPosition => {
  const last = read.at(-1);
  if (!last) throw new Error('nothing was read');
  return last.position;
};
/** Open transactions of other test files in this cluster hold events back. */
const readAll = async (count: number, consumer = name): Promise<ReadEvent[]> => {
  await expect.poll(() => consumers().read(consumer, 100)).toHaveLength(count);
  return consumers().read(consumer, 100);
};

test('an event committed after a later one is not skipped', async () => {
  const [slow, quick] = [await addVideo(database), await addVideo(database)];
  await consumers().advance(name, lastOf(await readAll(2)));
  let meanwhile: ReadEvent[] | undefined;
  await database.transaction(async (tx) => {
    await append(tx, slow);
    await cancel(quick);
    meanwhile = await consumers().read(name, 100);
  });
  expect(meanwhile).toEqual([]);
  const read = await readAll(2);
  expect(typesOf(read)).toEqual(['video.playable', 'video.cancelled']);
  const [first, second] = read.map(({ position }) => position);
  expect(Number(first?.id)).toBeLessThan(Number(second?.id));
  expect(Number(first?.xid)).toBeLessThan(Number(second?.xid));
});

test('a rolled back event is not read and holds back no others', async () => {
  const [failed, other] = [await addVideo(database), await addVideo(database)];
  await consumers().advance(name, lastOf(await readAll(2)));
  const rolledBack = database.transaction(async (tx) => {
    await append(tx, failed);
    await cancel(other);
    throw new Error('rolled back');
  });
  await expect(rolledBack).rejects.toThrow('rolled back');
  expect(typesOf(await readAll(1))).toEqual(['video.cancelled']);
});

test('events of a video are read in order, even if an older transaction writes the later one', async () => {
  const video = await addVideo(database);
  await database.transaction(async (older) => {
    // Assigns the xid.
    await older.sql.$executeRaw`SELECT pg_current_xact_id()`;
    await database.transaction((younger) => append(younger, video));
    await appendEvent(older, video, { type: 'video.processing', data: { status: 'processing' }, actor: video.actor });
  });
  const read = await readAll(3);
  expect(read.map(({ event }) => event && 'seq' in event && event.seq)).toEqual([1, 2, 3]);
});

test('a consumer starts with new events, reads batches from its position and never moves back', async () => {
  const video = await addVideo(database);
  await database.transaction((tx) => append(tx, video));
  const [first, second] = await readAll(2);
  await consumers().add(name);
  if (!first || !second) throw new Error('too few');
  expect(await consumers().read(name, 1)).toEqual([first]);
  await consumers().advance(name, second.position);
  await consumers().advance(name, first.position);
  expect(await consumers().read(name, 100)).toEqual([]);
  const other = newId();
  await expect(consumers().read(other, 1)).rejects.toThrow(other);
});

test("a consumer's writes and its position are one transaction", async () => {
  const { organizationId } = await addVideo(database);
  const [read] = await readAll(1);
  if (!read) throw new Error('nothing was read');
  const failed = database.transaction(async (tx) => {
    await eventConsumers(tx).advance(name, read.position);
    throw new Error('not done');
  });
  await expect(failed).rejects.toThrow('not done');
  expect(await readAll(1)).toMatchObject([{ event: { organizationId, type: 'video.created' } }]);
});

test('an event of an unknown type has only a position', async () => {
  const { organizationId } = await addVideo(database);
  await database.sql.event.create({ data: { organizationId, type: 'planet.found', data: {} } });
  expect(typesOf(await readAll(2))).toEqual(['video.created', undefined]);
});

const KEPT_MS = 30 * 24 * 3_600_000;
const history = () => historyRepository(database);
const prune = () => history().pruneEvents(KEPT_MS);
/** Backdates all events by some days. */
const age = (days: number) =>
  database.sql.event.updateMany({ data: { createdAt: new Date(Date.now() - days * 24 * 3_600_000) } });
const left = () => database.sql.event.findMany({ orderBy: { id: 'asc' } });

test('an old event is kept until every consumer has read it, and lagging consumers are reported', async () => {
  const [behind, ahead] = [newId(), newId()];
  await consumers().remove(name);
  for (const consumer of [behind, ahead]) await consumers().add(consumer);
  const video = await addVideo(database);
  await age(90);
  await database.transaction((tx) => append(tx, video));
  await database.sql.event.updateMany({
    where: { type: 'video.playable' },
    data: { createdAt: new Date(Date.now() - 60 * 24 * 3_600_000) },
  });
  const read = await readAll(2, ahead);
  await consumers().advance(ahead, lastOf(read));
  expect(await prune()).toBe(0);
  expect(await history().laggingConsumers(KEPT_MS)).toMatchObject([{ name: behind }]);

  await consumers().advance(behind, lastOf(read.slice(0, 1)));
  expect(await prune()).toBe(1);
  expect((await left()).map(({ type }) => type)).toEqual(['video.playable']);
  expect(await history().laggingConsumers(KEPT_MS)).toMatchObject([{ name: behind }]);

  await consumers().remove(behind);
  expect(await history().laggingConsumers(KEPT_MS)).toEqual([]);
  expect(await prune()).toBe(1);
  expect(await left()).toEqual([]);
});

test('a consumer that has read everything keeps no events, and recent events are always kept', async () => {
  await addVideo(database);
  await age(90);
  await consumers().advance(name, lastOf(await readAll(1)));
  await addVideo(database);
  expect(await prune()).toBe(1);
  expect(await left()).toHaveLength(1);
});

/** Simulates a restore from a cluster with much higher transaction ids. */
const restore = async (): Promise<void> => {
  const far = 4_000_000_000_000;
  await database.sql.$executeRaw`UPDATE event SET xid = (xid::text::bigint + ${far}::bigint)::text::xid8`;
  await database.sql.$executeRaw`UPDATE event_consumer SET xid = (xid::text::bigint + ${far}::bigint)::text::xid8`;
};

test('after a restore into another cluster, each consumer continues at its position', async () => {
  const later = newId();
  await consumers().add(later);
  const organizations: OrganizationId[] = [];
  for (let count = 0; count < 4; count += 1) organizations.push((await addVideo(database)).organizationId);
  const read = await readAll(4);
  await consumers().advance(name, lastOf(read.slice(0, 1)));
  await consumers().advance(later, lastOf(read.slice(0, 3)));
  await restore();
  await applyMigrations(server.databaseUrl);
  organizations.push((await addVideo(database)).organizationId);
  const ofOrganizations = (events: readonly ReadEvent[]) => events.map(({ event }) => event?.organizationId);
  expect(ofOrganizations(await readAll(4))).toEqual(organizations.slice(1));
  expect(ofOrganizations(await readAll(2, later))).toEqual(organizations.slice(3));
});

test('in the cluster that wrote them, events keep their positions', async () => {
  await addVideo(database);
  const before = await readAll(1);
  await applyMigrations(server.databaseUrl);
  expect(await consumers().read(name, 1)).toEqual(before);
});
