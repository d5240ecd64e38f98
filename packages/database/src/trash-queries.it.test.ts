import type { OrganizationId, VideoId } from '@media/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expensiveNodes } from './expensive-nodes.fixture.js';
import { type VideoListQuery, videoRepository } from './index.js';
import { createLargeDatabase, idOf, LARGE_ORGANIZATION, ROWS } from './large-database.fixture.js';
import { recordStatements } from './record-statements.fixture.js';

const ORGANIZATION = LARGE_ORGANIZATION as OrganizationId;
const KEPT_MS = 60_000 * ROWS * 2;
const after = (key: string, n: number) => ({ after: { key, id: idOf(n) as VideoId } });
const HOUR_AGO = new Date(Date.now() - 3_600_000);

const LISTS: Record<string, Partial<VideoListQuery>> = {
  'by age': {},
  'by age, the oldest first': { order: 'oldest' },
  'by title': { order: 'title' },
  'by title, a later page': { order: 'title', ...after('clip 50', 50) },
  'by size': { order: 'largest' },
  'by size, the smallest first': { order: 'smallest' },
  'by duration': { order: 'longest' },
  'by duration, the shortest first': { order: 'shortest' },
  'of one status': { status: 'completed' },
  'of one visibility': { visibility: 'unlisted' },
  'of one recipe': { recipeName: 'stream' },
  'by a text that few have': { text: 'CLIP 4871' },
  'of a tag that few have': { tagKeys: ['few'], order: 'title' },
  'of a common range of durations': { minDurationMs: 1_000_000, order: 'title' },
  'of some minutes, by title': { createdAfter: HOUR_AGO, order: 'title' },
  'in the trash': { trash: { keptMs: KEPT_MS }, order: 'trashed' },
  'in the trash, a later page': {
    ...{ trash: { keptMs: KEPT_MS }, order: 'trashed' },
    ...after(new Date(Date.now() - 60_000 * 40_000).toISOString(), 40_000),
  },
};

describe.each([
  ['every second video', 'n % 2 = 0 AND n % 20 <> 10'],
  ['the newest half', `n <= ${ROWS / 2}`],
  ['the oldest half', `n > ${ROWS / 2}`],
])('with %s in the trash', (_, isTrashed) => {
  let large: Awaited<ReturnType<typeof createLargeDatabase>>;
  let recorder: ReturnType<typeof recordStatements>;
  beforeAll(async () => {
    large = await createLargeDatabase(isTrashed);
    recorder = recordStatements(large.databaseUrl);
  });
  afterAll(async () => {
    await recorder.database.close();
    await large.drop();
  });

  test.each(Object.entries(LISTS))('a list of videos %s reads few rows and sorts few', async (__, query) => {
    const statements = await recorder.during((database) =>
      videoRepository(database).list(ORGANIZATION, { limit: 25, ...query }),
    );
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements)
      expect(await expensiveNodes(large.client, statement), statement.text).toEqual([]);
  });
});
