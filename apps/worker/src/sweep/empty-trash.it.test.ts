import { systemActor } from '@media/core';
import { trashCommands } from '@media/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyTrash } from './empty-trash.js';
import { openUploads, type UploadScene } from './uploads.fixture.js';

const DAY_MS = 86_400_000;
let scene: UploadScene;
beforeAll(async () => {
  scene = await openUploads();
});
afterAll(() => scene.close());

test('the sweeper deletes what has been in the trash long enough, and nothing else', async () => {
  const { database, deps } = scene;
  const ada = await scene.newOwner();
  const trash = trashCommands(database, 30 * DAY_MS);
  const add = async (days: number | undefined): Promise<string> => {
    const { videoId } = await scene.complete(await scene.sendSmallFile(ada));
    if (days === undefined) return videoId;
    await trash.add(systemActor(ada.organizationId, 'test'), videoId);
    const trashedAt = new Date(Date.now() - days * DAY_MS);
    await database.sql.video.update({ where: { id: videoId }, data: { trashedAt } });
    return videoId;
  };
  const kept = [await add(undefined), await add(29)];
  const gone = [await add(31), await add(400)];
  await emptyTrash({ ...deps, trash });
  const left = await database.sql.video.findMany({ where: { organizationId: ada.organizationId } });
  expect(left.map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
  const where = { action: 'video.deleted', organizationId: ada.organizationId };
  const entries = await database.sql.auditEntry.findMany({ where });
  expect(entries.map(({ actorName, targetIds }) => [actorName, ...targetIds]).toSorted()).toEqual(
    gone.map((id) => ['sweeper', id]).toSorted(),
  );
});

test('a video that cannot be deleted now does not keep the sweeper from the others', async () => {
  const due = ['a', 'b', 'c'].map((id) => ({ id, organizationId: 'o', trashedAt: new Date(0) })) as never[];
  const removed: string[] = [];
  const trash = {
    due: async () => due,
    removeDue: async (_: unknown, id: string) => {
      if (id === 'a') throw new Error('locked');
      removed.push(id);
    },
  };
  await emptyTrash({ ...scene.deps, trash: trash as never });
  expect(removed).toEqual(['b', 'c']);
});
