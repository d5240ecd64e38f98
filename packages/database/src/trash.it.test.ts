import { RECIPES, type VideoId } from '@media/core';
import { expect, test } from 'vitest';
import {
  changeRepository,
  type Database,
  eventRepository,
  jobRepository,
  newId,
  tagRepository,
  trashCommands,
  videoCommands,
  videoRepository,
} from './index.js';
import { useUsage } from './use-usage.fixture.js';

const DAY_MS = 86_400_000;
const scene = useUsage();
const database = (): Database => scene.database();
const trash = (keptMs = 30 * DAY_MS) => trashCommands(database(), keptMs);
const addVideo = async (sizeBytes = 1): Promise<VideoId> => scene.complete(await scene.create(sizeBytes));
const rowOf = (id: VideoId) => database().sql.video.findUnique({ where: { id } });
const list = async (keptMs?: number): Promise<string[]> => {
  const query = { limit: 10, ...(keptMs !== undefined && { trash: { keptMs }, order: 'trashed' as const }) };
  return (await videoRepository(database()).list(scene.organizationId(), query)).videos.map(({ id }) => id);
};
const ageBy = (id: VideoId, ms: number) =>
  database().sql
    .$executeRaw`UPDATE video SET trashed_at = trashed_at - ${ms} * interval '1 millisecond' WHERE id = ${id}::uuid`;
const actions = async () => {
  const where = { organizationId: scene.organizationId() };
  const rows = await database().sql.auditEntry.findMany({ where, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
  return rows.map(({ action }) => action).filter((action) => action.startsWith('video.'));
};
const NOT_FOUND = { code: 'VIDEO_NOT_FOUND' };

test('a trashed video is in no list and no read but the trash, and costs no worker anything', async () => {
  const id = await addVideo();
  const organizationId = scene.organizationId();
  const kept = await addVideo();
  expect(await trash().add(scene.actor(), id)).toEqual([]);
  expect([await list(), await list(30 * DAY_MS)]).toEqual([[kept], [id]]);
  const videos = videoRepository(database());
  await expect(videos.get(organizationId, id)).rejects.toMatchObject(NOT_FOUND);
  await expect(videos.details(organizationId, id)).rejects.toMatchObject(NOT_FOUND);
  await expect(jobRepository(database()).ofVideo(organizationId, id)).rejects.toMatchObject(NOT_FOUND);
  expect((await videos.states(organizationId, [id, kept])).map((state) => state.id)).toEqual([kept]);
  expect((await videos.unfinished(organizationId, 10)).map((state) => state.id)).toEqual([kept]);
  expect(await eventRepository(database()).lastSeqs([id])).toEqual(new Map());
  const { changes } = await changeRepository(database()).since([organizationId]);
  expect(changes.find(({ videoId }) => videoId === id)).toMatchObject({ lastSeq: undefined });
  expect(await database().sql.task.count({ where: { videoId: id, status: { not: 'cancelled' } } })).toBe(0);
});

test('no command changes a trashed video', async () => {
  const id = await addVideo();
  await trash().add(scene.actor(), id);
  const commands = videoCommands(database());
  await expect(commands.update(scene.actor(), id, { title: 'x' })).rejects.toMatchObject(NOT_FOUND);
  await expect(commands.update(scene.actor(), id, { priority: 'low' })).rejects.toMatchObject(NOT_FOUND);
  await expect(commands.cancel(scene.actor(), id)).rejects.toMatchObject(NOT_FOUND);
  await expect(commands.retry(scene.actor(), id, RECIPES.stream)).rejects.toMatchObject(NOT_FOUND);
});

test('a restored video is as it was, except that its processing was canceled and can be retried', async () => {
  const id = await addVideo();
  await videoCommands(database()).update(scene.actor(), id, { tags: ['Sea'], title: 'Holiday', description: 'x' });
  const before = await rowOf(id);
  await trash().add(scene.actor(), id);
  expect(await tagRepository(database()).list(scene.organizationId(), 10)).toEqual([]);
  await trash().restore(scene.actor(), id);
  const { eventSeq: _, updatedAt: __, ...unchanged } = before ?? {};
  expect(await rowOf(id)).toMatchObject({ ...unchanged, status: 'cancelled' });
  expect(await tagRepository(database()).list(scene.organizationId(), 10)).toMatchObject([
    { key: 'sea', videoCount: 1 },
  ]);
  await videoCommands(database()).retry(scene.actor(), id);
  expect(await rowOf(id)).toMatchObject({ status: 'queued' });
  const { changes } = await changeRepository(database()).since([scene.organizationId()]);
  expect(changes).toMatchObject([{ videoId: id, lastSeq: expect.any(Number) }]);
  expect(await actions()).toEqual([
    ...['video.created', 'video.updated', 'video.trashed', 'video.restored', 'video.retried'],
  ]);
});

test('restoring what is not in the trash changes nothing, and what is deleted or due is not found', async () => {
  const id = await addVideo();
  await trash().restore(scene.actor(), id);
  expect(await actions()).toEqual(['video.created']);
  await trash().add(scene.actor(), id);
  await ageBy(id, 31 * DAY_MS);
  await expect(trash().restore(scene.actor(), id)).rejects.toMatchObject(NOT_FOUND);
  expect(await list(30 * DAY_MS)).toEqual([]);
  await expect(trash().restore(scene.actor(), newId<'VideoId'>())).rejects.toMatchObject(NOT_FOUND);
});

test('a repeated deletion is harmless at first, and later deletes for good', async () => {
  const id = await addVideo();
  await trash().add(scene.actor(), id);
  await trash().add(scene.actor(), id);
  expect(await rowOf(id)).not.toBeNull();
  await ageBy(id, 61_000);
  await trash().add(scene.actor(), id, 'keeps');
  expect(await rowOf(id)).not.toBeNull();
  await trash().add(scene.actor(), id);
  expect(await rowOf(id)).toBeNull();
  expect(await actions()).toEqual(['video.created', 'video.trashed', 'video.deleted']);
});

test('without a trash, a deletion is final', async () => {
  const id = await addVideo();
  await trash(0).add(scene.actor(), id);
  expect([await rowOf(id), await actions()]).toEqual([null, ['video.created', 'video.deleted']]);
});

test('the trash counts as stored until it is emptied', async () => {
  const id = await addVideo(40);
  await trash().add(scene.actor(), id);
  expect(await scene.usage()).toMatchObject({ sourceBytes: 40, videoCount: 1 });
  await scene.expectNoDifference();
  expect(await trash().empty(scene.actor(), 10)).toEqual({ count: 1, some: [id] });
  expect(await list(30 * DAY_MS)).toEqual([]);
  await trash().removeDue(scene.actor(), id);
  await trash().removeDue(scene.actor(), id);
  expect(await scene.usage()).toMatchObject({ sourceBytes: 0, videoCount: 0 });
  await scene.expectNoDifference();
});

test('the sweeper finds what is due, of all organizations, page by page, and nothing that was restored', async () => {
  const first = await addVideo();
  const second = await addVideo();
  await scene.addAnother();
  const [foreign, young] = [await addVideo(), await addVideo()];
  const { actor } = scene;
  await database().sql.video.updateMany({
    where: { id: { in: [first, second, foreign] } },
    data: { trashedAt: new Date(1) },
  });
  await trash().add(actor(), young);
  const page = await trash().due(2);
  const rest = await trash().due(2, page.at(-1));
  expect([...page, ...rest].map(({ id }) => id).toSorted()).toEqual([first, second, foreign].toSorted());
  await trash().removeDue(actor(), young);
  expect(await rowOf(young)).not.toBeNull();
});

test('emptying, restoring and deleting the same videos at the same time leaves nothing half done', async () => {
  for (let round = 0; round < 5; round += 1) {
    const ids = [await addVideo(), await addVideo(), await addVideo()];
    for (const id of ids) await trash().add(scene.actor(), id);
    const settled = await Promise.allSettled([
      trash()
        .empty(scene.actor(), 10)
        .then(({ some }) => Promise.all(some.map((id) => trash().removeDue(scene.actor(), id)))),
      ...ids.map((id) => trash().restore(scene.actor(), id)),
      ...ids.map((id) => videoCommands(database()).remove(scene.actor(), id)),
    ]);
    for (const outcome of settled) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(NOT_FOUND);
    expect(await database().sql.video.count({ where: { id: { in: ids } } })).toBe(0);
    await scene.expectNoDifference();
  }
});
