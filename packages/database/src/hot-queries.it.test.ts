import type { JobId, OrganizationId, VideoId } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expensiveNodes } from './expensive-nodes.fixture.js';
import {
  changeRepository,
  type Database,
  dispatchRepository,
  eventRepository,
  jobRepository,
  mediaRepository,
  videoRepository,
} from './index.js';
import { createLargeDatabase, idOf, LARGE_ORGANIZATION } from './large-database.fixture.js';
import { recordStatements } from './record-statements.fixture.js';

let large: Awaited<ReturnType<typeof createLargeDatabase>>;
let recorder: ReturnType<typeof recordStatements>;
beforeAll(async () => {
  large = await createLargeDatabase();
  recorder = recordStatements(large.databaseUrl);
});
afterAll(async () => {
  await recorder.database.close();
  await large.drop();
});

const ORGANIZATION = LARGE_ORGANIZATION as OrganizationId;
const VIDEO = idOf(4_321) as VideoId;

test('what reads or sorts a whole table is seen', async () => {
  const found = await recorder.during(({ sql }) => sql.task.findMany({ orderBy: { name: 'asc' }, take: 1 }));
  expect(found).toHaveLength(1);
  for (const statement of found)
    expect(await expensiveNodes(large.client, statement)).toEqual(
      expect.arrayContaining([expect.stringContaining('sorts'), 'reads all of task']),
    );
});

const list = (query: Partial<Parameters<ReturnType<typeof videoRepository>['list']>[1]>) => (database: Database) =>
  videoRepository(database).list(ORGANIZATION, { limit: 25, ...query });
const after = (key: string) => ({ after: { key, id: VIDEO } });
const NOW = new Date().toISOString();

const WORK: Record<string, (database: Database) => Promise<unknown>> = {
  'the dispatcher takes what is due': (database) => dispatchRepository(database).due(64),
  'videos by age': list({ order: 'oldest' }),
  'videos by age, a later page': list(after(NOW)),
  'videos by title': list({ order: 'title' }),
  'videos by title, a later page': list({ order: 'title', ...after('clip 50') }),
  'videos by size, a later page': list({ order: 'largest', ...after('50000') }),
  'videos of one status': list({ status: 'completed' }),
  'videos of one recipe': list({ recipeName: 'stream' }),
  'videos by a text that few have': list({ text: 'CLIP 4871' }),
  'videos by a text that none has, of one status, by title': list({
    text: 'nowhere',
    status: 'queued',
    order: 'title',
  }),
  'a page of the unfinished videos': (database) => videoRepository(database).unfinished(ORGANIZATION, 100, VIDEO),
  'what a video shows': (database) => videoRepository(database).details(ORGANIZATION, VIDEO),
  'jobs of a video, with their attempts': (database) => jobRepository(database).ofVideo(ORGANIZATION, VIDEO),
  'objects of a job': (database) => mediaRepository(database).objectsOf(ORGANIZATION, idOf(4_321) as JobId),
  'what a job has published': (database) => mediaRepository(database).published(ORGANIZATION, idOf(4_321) as JobId),
  'milestones that a follower missed': (database) => eventRepository(database).after(ORGANIZATION, VIDEO, 0),
  'milestones that Redis lost': (database) => eventRepository(database).lastSeqs([VIDEO]),
  'what changed in an organization': (database) => changeRepository(database).since([ORGANIZATION]),
};

test.each(Object.entries(WORK))('%s reads few rows of a large table and sorts few', async (_, work) => {
  const statements = await recorder.during(work);
  expect(statements.length).toBeGreaterThan(0);
  for (const statement of statements) expect(await expensiveNodes(large.client, statement), statement.text).toEqual([]);
});
