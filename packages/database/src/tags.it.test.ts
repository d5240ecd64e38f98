import { type OrganizationId, storageKeys, systemActor, tagKey, type VideoId } from '@media/core';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, newId, tagCommands, tagRepository, videoCommands } from './index.js';
import { openTestDatabase } from './open-test-database.fixture.js';
import { addOrganization } from './organization.fixture.js';

let database: Database;
let organizationId: OrganizationId;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  organizationId = await addOrganization(database);
});
afterAll(() => database.close());

const actor = () => systemActor(organizationId, 'test');
const setTags = (id: VideoId, ...tags: string[]) => videoCommands(database).update(actor(), id, { tags });
const addVideo = async (...tags: string[]): Promise<VideoId> => {
  const id = newId<'VideoId'>();
  const source = { sourceKey: storageKeys.source(id), sourceEtag: '"e"', sourceFileName: 'a.mp4', sourceSizeBytes: 1 };
  await database.sql.video.create({ data: { ...source, id, organizationId, title: 'a' } });
  await setTags(id, ...tags);
  return id;
};
const tagsOf = async (id: VideoId) =>
  (await database.sql.video.findUniqueOrThrow({ where: { id }, select: { tags: true } })).tags;
const counts = async () => {
  const rows = await tagRepository(database).list(organizationId, 100);
  return Object.fromEntries(rows.map(({ name, videoCount }) => [name, videoCount]));
};

test('a tag has one spelling in its organization, and is counted until no video has it', async () => {
  const first = await addVideo('Sea', 'Été');
  const second = await addVideo('SEA', 'e\u0301te\u0301', 'sea');
  expect(await tagsOf(second)).toEqual(['Sea', 'Été']);
  expect(await counts()).toEqual({ Sea: 2, Été: 2 });
  await setTags(first, 'Rome');
  expect(await counts()).toEqual({ Rome: 1, Sea: 1, Été: 1 });
  await database.sql.video.delete({ where: { id: second } });
  expect(await counts()).toEqual({ Rome: 1 });
});

test('a new name of a tag, also in another case, appears in every video in the same place', async () => {
  const id = await addVideo('a', 'sea', 'b');
  expect(await tagCommands(database).rename(actor(), 'SEA', 'Ocean')).toEqual({
    ...{ name: 'Ocean', videoCount: 1, isMerged: false },
  });
  expect(await tagsOf(id)).toEqual(['a', 'Ocean', 'b']);
  expect(await tagCommands(database).rename(actor(), 'ocean', 'OCEAN')).toMatchObject({ isMerged: false });
  expect(await tagsOf(id)).toEqual(['a', 'OCEAN', 'b']);
  expect(await counts()).toEqual({ a: 1, b: 1, OCEAN: 1 });
});

test('merging leaves one tag in videos that had both, in the spelling that was asked for', async () => {
  const [both, one, other] = [await addVideo('sea', 'x', 'Ocean'), await addVideo('sea'), await addVideo('Ocean')];
  expect(await tagCommands(database).rename(actor(), 'sea', 'OCEAN')).toEqual({
    ...{ name: 'OCEAN', videoCount: 3, isMerged: true },
  });
  expect(await Promise.all([both, one, other].map(tagsOf))).toEqual([['OCEAN', 'x'], ['OCEAN'], ['OCEAN']]);
  expect(await counts()).toEqual({ OCEAN: 3, x: 1 });
});

test('a deleted tag leaves the others in order, and the videos of other organizations alone', async () => {
  const id = await addVideo('a', 'sea', 'b');
  const before = organizationId;
  organizationId = await addOrganization(database);
  const foreign = await addVideo('sea');
  organizationId = before;
  await tagCommands(database).remove(actor(), 'Sea');
  expect([await tagsOf(id), await tagsOf(foreign)]).toEqual([['a', 'b'], ['sea']]);
  await expect(tagCommands(database).remove(actor(), 'sea')).rejects.toMatchObject({ code: 'TAG_NOT_FOUND' });
  await expect(tagCommands(database).rename(actor(), 'sea', 'x')).rejects.toMatchObject({ code: 'TAG_NOT_FOUND' });
});

test('a tag of more videos than fit in a transaction is changed in all of them, with one entry in the audit log', async () => {
  const rows = Array.from({ length: 2_300 }, () => {
    const id = newId<'VideoId'>();
    const source = { sourceKey: storageKeys.source(id), sourceEtag: '"e"', sourceFileName: 'a', sourceSizeBytes: 1 };
    return { ...source, id, organizationId, title: 'a', tags: ['sea'], tagKeys: ['sea'] };
  });
  await database.sql.video.createMany({ data: rows });
  expect(await tagCommands(database).rename(actor(), 'sea', 'Ocean')).toMatchObject({ videoCount: 2_300 });
  await tagCommands(database).remove(actor(), 'ocean');
  expect(await counts()).toEqual({});
  expect(await database.sql.video.count({ where: { organizationId, tags: { isEmpty: false } } })).toBe(0);
  const entries = await database.sql.auditEntry.findMany({ where: { organizationId }, orderBy: { at: 'asc' } });
  expect(entries.map(({ action, metadata }) => [action, metadata])).toEqual([
    ['tag.renamed', { from: 'sea', to: 'Ocean', videos: 2_300 }],
    ['tag.deleted', { name: 'Ocean', videos: 2_300 }],
  ]);
});

const name = fc.constantFrom('a', 'A', 'b', 'é', 'E\u0301', 'c');

test('after any commands at the same time, the counts are those of the videos, and no video has a tag twice', async () => {
  const command = fc.oneof(
    fc.record({ video: fc.nat(2), tags: fc.array(name, { maxLength: 3 }) }),
    fc.record({ from: name, to: name }),
    fc.record({ gone: name }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 8 }), async (commands) => {
      organizationId = await addOrganization(database);
      const videos = await Promise.all([addVideo('a'), addVideo('b', 'c'), addVideo()]);
      const run = async (given: (typeof commands)[number]): Promise<unknown> => {
        if ('video' in given) return setTags(videos[given.video] ?? newId(), ...given.tags);
        const change =
          'from' in given
            ? tagCommands(database).rename(actor(), given.from, given.to)
            : tagCommands(database).remove(actor(), given.gone);
        return change.catch((error) => expect(error).toMatchObject({ code: 'TAG_NOT_FOUND' }));
      };
      await Promise.all(commands.map(run));
      const all = await Promise.all(videos.map(tagsOf));
      for (const tags of all) expect(new Set(tags.map(tagKey)).size).toBe(tags.length);
      const expected = Map.groupBy(all.flat().map(tagKey), (key) => key);
      const rows = await tagRepository(database).list(organizationId, 100);
      expect(rows.map(({ key, videoCount }) => [key, videoCount])).toEqual(
        [...expected].map(([key, found]) => [key, found.length]).toSorted(),
      );
    }),
    { numRuns: 20 },
  );
});
