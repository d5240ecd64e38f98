import { type OrganizationId, systemActor, type VideoId } from '@media/core';
import { createTestDatabase, type TestDatabase } from '@media/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CONNECTION_TIMEOUTS, type Database, isLockTimeout, openDatabase, videoCommands } from './index.js';
import { addVideo } from './job.fixture.js';

let server: TestDatabase;
let holder: Database;
let waiter: Database;

beforeAll(async () => {
  server = await createTestDatabase();
  const options = { databaseUrl: server.databaseUrl, maxConnections: 2, onEvents: () => undefined };
  holder = openDatabase(options);
  waiter = openDatabase({ ...options, timeouts: { ...CONNECTION_TIMEOUTS, lockMs: 200 } });
});
afterAll(async () => {
  await Promise.all([holder.close(), waiter.close()]);
  await server.drop();
});
beforeEach(() => addVideo(holder));

test.each(['job', 'video', 'task'])(
  'a deletion that waits for a locked %s fails with a lock timeout',
  async (table) => {
    const { id, organizationId } = await holder.sql.video.findFirstOrThrow();
    const failure = await holder.transaction(async ({ sql }) => {
      await sql.$executeRawUnsafe(`SELECT 1 FROM ${table} FOR UPDATE`);
      return videoCommands(waiter)
        .remove(systemActor(organizationId as OrganizationId, 'test'), id as VideoId)
        .catch((error: unknown) => error);
    });
    expect(isLockTimeout(failure)).toBe(true);
  },
);
