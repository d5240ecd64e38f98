import { systemActor } from '@media/core';
import { completeUpload, declaredDetails } from '@media/ingest';
import { newTrace } from '@media/runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pruneSteps } from './prune-steps.js';
import { removeOrganizations } from './remove-organizations.js';
import { sweepUploads } from './sweep-uploads.js';
import { type Owner, openUploads, type UploadScene } from './uploads.fixture.js';

let scene: UploadScene;
beforeAll(async () => {
  scene = await openUploads();
});
afterAll(() => scene.close());

const entriesOf = async ({ organizationId }: Owner) => {
  const where = { organizationId, actorType: 'system' } as const;
  const rows = await scene.database.sql.auditEntry.findMany({ where, orderBy: { id: 'asc' } });
  return rows.map(({ action, actorName, targetIds }) => ({ action, actorName, targetIds }));
};
const DAY_MS = 24 * 3_600_000;
const dueAt = (expiresAt: Date) => new Date(expiresAt.getTime() + 1_000);

test('an upload that expires is recorded as an act of the sweeper', async () => {
  const owner = await scene.newOwner();
  const upload = await scene.createUpload(owner);
  await sweepUploads(scene.deps, dueAt(upload.expiresAt));
  const expired = { action: 'upload.expired', actorName: 'sweeper', targetIds: [upload.id] };
  expect(await entriesOf(owner)).toEqual([expired]);
});

test('a video that the sweeper creates after its client has died is recorded', async () => {
  const owner = await scene.newOwner();
  const upload = await scene.sendSmallFile(owner, { video: {} });
  await sweepUploads(scene.deps, dueAt(upload.checkAt));
  const created = { action: 'video.created', actorName: 'sweeper', targetIds: [upload.videoId] };
  expect(await entriesOf(owner)).toEqual([created]);
});

test('entries are deleted once they are older than the setting', async () => {
  const { deps, database } = scene;
  const owner = await scene.newOwner();
  const { organizationId } = owner;
  for (const days of [9, 11]) {
    await scene.createUpload(owner);
    const at = new Date(Date.now() - days * DAY_MS);
    await database.sql.auditEntry.updateMany({ where: { organizationId, action: 'upload.created' }, data: { at } });
    await database.sql.auditEntry.updateMany({ where: { organizationId, at }, data: { action: `${days} days` } });
  }
  const config = { ...deps.config, auditRetentionMs: 10 * DAY_MS };
  await pruneSteps({ ...deps, config })['audit log']?.();
  const rows = await database.sql.auditEntry.findMany({ where: { organizationId, action: { endsWith: 'days' } } });
  expect(rows.map(({ action }) => action)).toEqual(['9 days']);
});

test('what the sweeper removes of a deleted organization is recorded until its log is gone, too', async () => {
  const owner = await scene.newOwner();
  const { organizationId } = owner;
  const upload = await scene.sendSmallFile(owner);
  const actor = systemActor(organizationId, 'test');
  await completeUpload(scene.deps, { actor, upload, details: declaredDetails(upload), trace: newTrace() });
  await scene.deps.removal.removeVideos(systemActor(organizationId, 'sweeper'), 10);
  expect((await entriesOf(owner)).at(-1)).toMatchObject({ action: 'video.deleted', actorName: 'sweeper' });
  await scene.database.sql.organization.update({ where: { id: organizationId }, data: { deletedAt: new Date() } });
  await removeOrganizations(scene.deps);
  expect(await scene.database.sql.auditEntry.count({ where: { organizationId } })).toBe(0);
});
