import { systemActor } from '@media/core';
import { closeUpload } from '@media/ingest';
import { type OwnS3, startOwnS3 } from '@media/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { abortOrphans } from './abort-orphans.js';
import { collectGarbage } from './collect-garbage.js';
import { startSweeper } from './start-sweeper.js';
import { type Owner, openUploads, TWO_PARTS_BYTES, type UploadScene } from './uploads.fixture.js';

let s3: OwnS3;
let scene: UploadScene;
let ada: Owner;
beforeAll(async () => {
  s3 = await startOwnS3();
  scene = await openUploads(s3.bucket);
});
beforeEach(async () => {
  ada = await scene.newOwner();
});
afterEach(() => s3.thaw());
afterAll(async () => {
  await scene.close();
  await s3.stop();
});

const open = async (): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of scene.store.listMultiparts('sources/')) keys.push(key);
  return keys;
};
/** The store with a short deadline. */
const hastily = () => scene.store.within({ deadlineMs: 300 });

test('a multipart upload that the store created after its request timed out is aborted once it is old', async () => {
  s3.freeze();
  await expect(hastily().createMultipart('sources/given-up', 'video/mp4')).rejects.toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
  });
  s3.thaw();
  await expect.poll(open).toEqual(['sources/given-up']);
  await abortOrphans(scene.deps, new Date(Date.now() + 2 * scene.deps.config.uploadLifetimeMs));
  expect(await open()).toEqual([]);
});

test('objects of an upload closed while the store was silent are deleted later', async () => {
  const upload = await scene.createUpload(ada, { sizeBytes: TWO_PARTS_BYTES });
  await scene.sendParts(upload, 1, 2);
  s3.freeze();
  const closing = closeUpload(
    ...([{ ...scene.deps, store: hastily() }, systemActor(ada.organizationId, 'test')] as const),
    ...([await scene.rowOf(upload), 'aborted'] as const),
  );
  await expect(closing).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  expect(await scene.statusOf(upload)).toBe('aborted');
  s3.thaw();
  await scene.database.sql.garbage.updateMany({ data: { notBefore: new Date(0) } });
  await collectGarbage(scene.deps);
  expect(await scene.store.listParts(upload.objectKey, upload.multipartId ?? '')).toBeUndefined();
});

test('a sweeper that waits for a silent store can be stopped', async () => {
  const { sql } = scene.database;
  await sql.garbage.deleteMany();
  const upload = await scene.createUpload(ada, { sizeBytes: TWO_PARTS_BYTES, video: {} });
  await sql.upload.update({ where: { id: upload.id }, data: { checkAt: new Date(0) } });
  s3.freeze();
  const sweeper = startSweeper(scene.deps);
  await expect
    .poll(async () => (await sql.upload.findUniqueOrThrow({ where: { id: upload.id } })).sweptUntil)
    .toBeTruthy();
  await sweeper.close();
  s3.thaw();
  expect(await scene.statusOf(upload)).toBe('waiting');
});
