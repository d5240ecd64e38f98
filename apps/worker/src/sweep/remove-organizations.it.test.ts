import { storageKeys, systemActor } from '@media/core';
import { closeOrganization, type Database, idempotencyRepository } from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { collectGarbage } from './collect-garbage.js';
import { removeOrganizations } from './remove-organizations.js';
import { type Owner, openUploads, TWO_PARTS_BYTES, type UploadScene } from './uploads.fixture.js';

let scene: UploadScene;
let ada: Owner;
beforeAll(async () => {
  scene = await openUploads();
});
beforeEach(async () => {
  ada = await scene.newOwner();
});
afterAll(() => scene.close());

const close = ({ organizationId }: Owner) => scene.database.transaction((tx) => closeOrganization(tx, organizationId));
const collectAllGarbage = async (): Promise<void> => {
  await scene.database.sql.garbage.updateMany({ data: { notBefore: new Date(0) } });
  await collectGarbage(scene.deps);
};
const storedKeys = async (): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of scene.store.list('')) keys.push(key);
  for await (const { key } of scene.store.listMultiparts('')) keys.push(`parts of ${key}`);
  return keys;
};

/** The number of rows that name an organization, by table. The dispatcher deletes its own. */
const rowsOf = async ({ sql }: Pick<Database, 'sql'>, { organizationId }: Owner): Promise<Record<string, number>> => {
  const tables = await sql.$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.columns
    WHERE column_name = 'organization_id' AND table_schema = current_schema() AND table_name NOT IN ('dispatch_flow', 'deleted_attempt')`;
  const counts: [string, number][] = [];
  for (const { name } of tables) {
    const [row] = await sql.$queryRawUnsafe<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM "${name}" WHERE organization_id = $1::uuid`,
      organizationId,
    );
    if (row && row.count > 0) counts.push([name, row.count]);
  }
  counts.push(['organization', await sql.organization.count({ where: { id: organizationId } })]);
  return Object.fromEntries(counts);
};

/** Uploads in every state, a waiting video and one with media. */
const fill = async (owner: Owner): Promise<void> => {
  const { store, deps } = scene;
  await scene.createUpload(owner);
  await scene.sendSmallFile(owner, { video: {} });
  await scene.sendParts(await scene.createUpload(owner, { sizeBytes: TWO_PARTS_BYTES }), 1);
  const completing = await scene.createUpload(owner, { sizeBytes: TWO_PARTS_BYTES });
  await scene.sendParts(completing, 1, 2);
  await deps.uploads.claimCompletion(await scene.rowOf(completing), {}, 60_000);
  await scene.complete(await scene.sendSmallFile(owner));
  const { videoId } = await scene.complete(await scene.sendSmallFile(owner));
  const key = `${storageKeys.mediaOf(videoId)}source/task/1/a.mp4`;
  await store.put(key, new TextEncoder().encode('media'), { contentType: 'video/mp4' });
  await idempotencyRepository(scene.database).reserve({
    organizationId: owner.organizationId,
    route: 'r',
    key: 'k',
    bodyHash: 'h',
  });
};

test('no object and no row of a deleted organization is left, and other organizations keep theirs', async () => {
  const bob = await scene.newOwner();
  await fill(bob);
  await collectAllGarbage();
  const kept = [await storedKeys(), await rowsOf(scene.database, bob)];
  await fill(ada);
  expect(await rowsOf(scene.database, ada)).toMatchObject({
    organization: 1,
    membership: 1,
    upload: 6,
    video: 2,
    task: 4,
  });
  await close(ada);
  await removeOrganizations(scene.deps);
  expect(await rowsOf(scene.database, ada)).toEqual({ organization: 0 });
  await collectAllGarbage();
  expect([await storedKeys(), await rowsOf(scene.database, bob)]).toEqual(kept);
});

test('sweepers share the work on large organizations', async () => {
  for (let count = 0; count < 60; count += 1) await scene.createUpload(ada);
  await scene.complete(await scene.sendSmallFile(ada));
  await close(ada);
  await Promise.all([1, 2, 3].map(() => removeOrganizations(scene.deps)));
  expect(await rowsOf(scene.database, ada)).toEqual({ organization: 0 });
});

test('an upload that is completed during the removal is removed as well', async () => {
  const upload = await scene.sendSmallFile(ada);
  await close(ada);
  await Promise.allSettled([scene.complete(upload), removeOrganizations(scene.deps)]);
  await removeOrganizations(scene.deps);
  expect(await rowsOf(scene.database, ada)).toEqual({ organization: 0 });
  await collectAllGarbage();
  expect((await storedKeys()).filter((key) => key.includes(upload.videoId) || key.includes(upload.id))).toEqual([]);
});

test('a request that began before the deletion can add an upload, which keeps the row until its bytes are gone', async () => {
  const { removal } = scene.deps;
  await close(ada);
  await scene.sendSmallFile(ada);
  expect(await removal.finish(ada.organizationId)).toBe(false);
  await removeOrganizations(scene.deps);
  expect(await rowsOf(scene.database, ada)).toEqual({ organization: 0 });
});

test('an organization whose sweeper died is taken again after the lease, and one that is not deleted never', async () => {
  const bob = await scene.newOwner();
  await close(ada);
  const { removal } = scene.deps;
  expect(await removal.take(10, 60_000)).toEqual([ada.organizationId]);
  expect(await removal.take(10, 60_000)).toEqual([]);
  await removal.release(ada.organizationId);
  expect(await removal.take(10, 0)).toEqual([ada.organizationId]);
  expect(await removal.take(10, 60_000)).toEqual([ada.organizationId]);
  await removal.stopWork(systemActor(bob.organizationId, 'test'));
  expect(await rowsOf(scene.database, bob)).toMatchObject({ organization: 1, membership: 1 });
});
