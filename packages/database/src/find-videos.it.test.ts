import { type OrganizationId, RECIPES, storageKeys, systemActor, type VideoId } from '@media/core';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VideoListQuery, VideoOrder, VideoPosition } from './find-videos.js';
import { type Database, newId, type Video, videoRepository } from './index.js';
import { openTestDatabase } from './open-test-database.fixture.js';
import { addOrganization } from './organization.fixture.js';
import { createVideo } from './videos.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

type Given = { title: string; sizeBytes: number; createdAtMs: number; probe?: { durationMs: number } };
const FIRST_MS = Date.parse('2026-01-01T00:00:00.000Z');

const newOrganization = (): Promise<OrganizationId> => addOrganization(database);

/** Rows as after creating a video, but without a job. */
const addVideos = async (
  organizationId: OrganizationId,
  given: readonly Given[],
  fileName = 'a.mp4',
): Promise<VideoId[]> => {
  const rows = given.map(({ title, sizeBytes, createdAtMs, probe }) => {
    const id = newId<'VideoId'>();
    const source = { sourceKey: storageKeys.source(id), sourceEtag: '"e"', sourceFileName: fileName };
    return {
      ...source,
      id,
      organizationId,
      title,
      sourceSizeBytes: sizeBytes,
      createdAt: new Date(createdAtMs),
      ...(probe && { probe }),
    };
  });
  await database.sql.video.createMany({ data: rows });
  return rows.map(({ id }) => id);
};
const addTitled = (organizationId: OrganizationId, ...titles: string[]) =>
  addVideos(
    organizationId,
    titles.map((title, index) => ({ title, sizeBytes: 1, createdAtMs: FIRST_MS + index })),
  );

const list = async (organizationId: OrganizationId, query: Partial<VideoListQuery> = {}): Promise<Video[]> =>
  (await videoRepository(database).list(organizationId, { limit: 1_000, order: 'oldest', ...query })).videos;
const titles = async (organizationId: OrganizationId, query: Partial<VideoListQuery> = {}) =>
  (await list(organizationId, query)).map(({ title }) => title);

type Order = Exclude<VideoOrder, 'trashed'>;
const keyOf = (order: Order, { title, createdAt, source, durationMs }: Video): string => {
  const [at, size, duration] = [createdAt.toISOString(), String(source.sizeBytes), String(durationMs)];
  const keys = { title, newest: at, oldest: at, largest: size, smallest: size, longest: duration, shortest: duration };
  return keys[order];
};

const video = fc.record({
  title: fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'é', 'É', '_', '%', ' '), minLength: 1, maxLength: 3 }),
  sizeBytes: fc.integer({ min: 1, max: 3 }),
  createdAtMs: fc.integer({ min: FIRST_MS, max: FIRST_MS + 4 }),
  probe: fc.record({ durationMs: fc.integer({ min: 0, max: 3 }) }),
});

test.each<Order>(['newest', 'oldest', 'title', 'largest', 'smallest', 'longest', 'shortest'])(
  'pages by %s contain every video once, even with equal keys and while others are added',
  async (order) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(video, { minLength: 1, maxLength: 12 }),
        fc.array(video, { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        async (given, added, limit) => {
          const organizationId = await newOrganization();
          const ids = await addVideos(organizationId, given);
          const whole = (await list(organizationId, { order })).map(({ id }) => id);
          const seen: VideoId[] = [];
          for (let after: VideoPosition | undefined, pages = 0; pages < 30; pages += 1) {
            const page = await list(organizationId, { order, limit, ...(after && { after }) });
            seen.push(...page.map(({ id }) => id));
            const last = page.at(-1);
            if (!last) break;
            after = { key: keyOf(order, last), id: last.id };
            await addVideos(organizationId, added.slice(pages, pages + 1));
          }
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen.filter((id) => ids.includes(id))).toEqual(whole);
          expect([...whole].sort()).toEqual([...ids].sort());
        },
      ),
      { numRuns: 15 },
    );
  },
);

test('titles are sorted case-insensitively', async () => {
  const organizationId = await newOrganization();
  await addTitled(organizationId, 'banana', 'Apple', 'Äpfel', 'apple pie', 'Cherry', 'äpfel 2');
  const byTitle = await titles(organizationId, { order: 'title' });
  expect(byTitle).toEqual(['Apple', 'apple pie', 'banana', 'Cherry', 'Äpfel', 'äpfel 2']);
});

test('the largest source comes first, even beyond 32 bits', async () => {
  const organizationId = await newOrganization();
  const sizes = [5, 2 ** 40, 2 ** 31];
  await addVideos(
    organizationId,
    sizes.map((sizeBytes) => ({ title: String(sizeBytes), sizeBytes, createdAtMs: FIRST_MS })),
  );
  expect(await titles(organizationId, { order: 'largest' })).toEqual([2 ** 40, 2 ** 31, 5].map(String));
});

test.each([
  ['ROME', ['Holiday in Rome', 'rome again']],
  ['müller', ['Frau MÜLLER']],
  ['mu\u0308ller', ['Frau MÜLLER']],
  ['100%', ['100% wool']],
  ['%', ['100% wool']],
  ['a_b', ['a_b']],
  ['\\', ['back\\slash']],
  ["'; DROP TABLE video; --", []],
  ['nowhere', []],
])('a search for %j finds exactly the titles that contain it, ignoring case', async (text, found) => {
  const organizationId = await newOrganization();
  const all = ['Holiday in Rome', 'rome again', 'Frau MÜLLER', '100% wool', '1000 wool', 'a_b', 'axb', 'back\\slash'];
  await addTitled(organizationId, ...all);
  expect(await titles(organizationId, { text })).toEqual(found);
});

test('a search also finds file names in any Unicode composition, and nothing of another organization', async () => {
  const [mine, other] = [await newOrganization(), await newOrganization()];
  // Decomposed, as written by macOS.
  for (const organizationId of [mine, other]) {
    await addVideos(organizationId, [{ title: 'Untitled', sizeBytes: 1, createdAtMs: FIRST_MS }], 'u\u0308bung.mov');
  }
  expect(await titles(mine, { text: 'Übung.MOV' })).toEqual(['Untitled']);
});

test('tags combine with each other and with other filters, and stay within the organization', async () => {
  const [mine, other] = [await newOrganization(), await newOrganization()];
  for (const organizationId of [mine, other]) {
    const ids = await addTitled(organizationId, 'sea', 'sea in Rome', 'Rome');
    for (const [place, tags] of [['sea'], ['sea', 'été'], ['été']].entries()) {
      const where = { id: ids[place] ?? '' };
      await database.sql.video.update({ where, data: { tags, tagKeys: tags } });
    }
  }
  expect(await titles(mine, { tagKeys: ['sea'] })).toEqual(['sea', 'sea in Rome']);
  expect(await titles(mine, { tagKeys: ['été', 'sea'] })).toEqual(['sea in Rome']);
  expect(await titles(mine, { tagKeys: ['été'], text: 'sea', order: 'title' })).toEqual(['sea in Rome']);
  expect(await titles(mine, { tagKeys: ['s'] })).toEqual([]);
});

test.each([
  ['sea rome', ['Rome by the Sea']],
  ['RO se', ['Rome by the Sea']],
  ['ROME', ['Untitled', 'Rome by the Sea']],
  ['ete', ['Été à Łódź']],
  ['lodz', ['Été à Łódź']],
  ['strasse', ['Straße']],
  ['dji 0042', ['Été à Łódź', 'Straße', 'Untitled', 'Rome by the Sea', '東京の夜']],
  ['DJI-0042.mp4', ['Été à Łódź', 'Straße', 'Untitled', 'Rome by the Sea', '東京の夜']],
  ['0042 dji 夜', ['東京の夜']],
  ['京の', ['東京の夜']],
  ['sunset', ['Straße']],
  ['sunset rome', []],
  ['o', []],
  ['-', []],
])('the words %j are found in titles, file names, descriptions and tags: %j', async (text, expected) => {
  const organizationId = await newOrganization();
  const all = ['Été à Łódź', 'Straße', 'Untitled', 'Rome by the Sea', '東京の夜'];
  const given = all.map((title, index) => ({ title, sizeBytes: 1, createdAtMs: FIRST_MS + index }));
  const ids = await addVideos(organizationId, given, 'DJI_0042.mp4');
  await database.sql.video.update({ where: { id: ids[1] ?? '' }, data: { description: 'A long\nSUNSET' } });
  await database.sql.video.update({ where: { id: ids[2] ?? '' }, data: { tags: ['Rome'], tagKeys: ['rome'] } });
  expect(await titles(organizationId, { text })).toEqual(expected);
});

test('ranges of durations and times combine with every order, and leave out what is not known yet', async () => {
  const organizationId = await newOrganization();
  const durations = [undefined, 10, 20, 30, 40];
  const given = durations.map((durationMs, index) => ({
    ...{ title: String(durationMs), sizeBytes: 1, createdAtMs: FIRST_MS + index },
    ...(durationMs && { probe: { durationMs } }),
  }));
  await addVideos(organizationId, given);
  const middle = { createdAfter: new Date(FIRST_MS + 1), createdBefore: new Date(FIRST_MS + 4) };
  expect(await titles(organizationId, { ...middle, order: 'longest' })).toEqual(['30', '20', '10']);
  expect(await titles(organizationId, { ...middle, order: 'newest', minDurationMs: 20 })).toEqual(['30', '20']);
  expect(await titles(organizationId, { maxDurationMs: 20, order: 'shortest' })).toEqual(['10', '20']);
  expect(await titles(organizationId, { minDurationMs: 0 })).toEqual(['10', '20', '30', '40']);
  expect(await titles(organizationId, { order: 'shortest' })).toEqual(['undefined', '10', '20', '30', '40']);
});

test('a video deleted while a page is read does not end the list', async () => {
  const organizationId = await newOrganization();
  const ids = await addTitled(organizationId, 'one', 'two', 'three');
  const sql = database.sql.$extends({
    query: {
      video: {
        findMany: async ({ args, query }) => {
          await database.sql.video.deleteMany({ where: { id: { in: ids.slice(0, 1) } } });
          return query(args);
        },
      },
    },
  }) as unknown as Database['sql'];
  const page = await videoRepository({ ...database, sql }).list(organizationId, { limit: 2, order: 'oldest' });
  expect(page).toMatchObject({ videos: [{ title: 'two' }], hasMore: true });
});

test('status and recipe filters combine with all other parameters', async () => {
  const organizationId = await newOrganization();
  for (const recipe of [RECIPES.stream, RECIPES.audio, RECIPES.audio]) {
    const id = newId<'VideoId'>();
    const source = { key: storageKeys.source(id), etag: '"e"', sizeBytes: 1, fileName: 'a.mp4' };
    const made = { id, organizationId, title: `by ${recipe.name}`, metadata: {}, source };
    await database.transaction((tx) => createVideo(tx, systemActor(made.organizationId, 'test'), made, recipe));
  }
  const [first] = await list(organizationId, { recipeName: 'audio' });
  await database.sql.video.update({ where: { id: first?.id ?? '' }, data: { status: 'failed' } });
  expect(await titles(organizationId, { recipeName: 'audio' })).toHaveLength(2);
  expect(await titles(organizationId, { recipeName: 'audio', status: 'failed' })).toEqual(['by audio']);
  expect(await titles(organizationId, { recipeName: 'audio', text: 'stream' })).toEqual([]);
  expect(await titles(organizationId, { status: 'queued' })).toHaveLength(2);
});
