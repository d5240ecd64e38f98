import type { DomainEvent } from '@media/contracts';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Database } from './index.js';
import { addVideo, type TestVideo } from './job.fixture.js';
import { openTestDatabase } from './open-test-database.fixture.js';

/**
 * A database for one test file and, before each test, a queued video, which is the only one. Use the properties of the database and the video
 * only inside tests and hooks.
 */
export const useTestVideo = () => {
  const events: DomainEvent[] = [];
  let opened: Database | undefined;
  let added: TestVideo | undefined;
  const ready = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('No test is running yet.');
    return value;
  };
  const database: Database = {
    get sql() {
      return ready(opened).sql;
    },
    transaction: (work) => ready(opened).transaction(work),
    close: () => ready(opened).close(),
  };
  const video: TestVideo = {
    get organizationId() {
      return ready(added).organizationId;
    },
    get videoId() {
      return ready(added).videoId;
    },
    get actor() {
      return ready(added).actor;
    },
  };
  beforeAll(async () => {
    opened = await openTestDatabase((written) => events.push(...written));
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.sql.video.deleteMany();
    await database.sql.garbage.deleteMany();
    events.length = 0;
    added = await addVideo(database);
  });
  return { database, video, events };
};
