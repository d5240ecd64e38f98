import { RECIPES, REPLACED_OUTPUT_RETENTION_MS, type VideoId } from '@media/core';
import { expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import { garbageRepository, newId, usageCheck, usageRepository, videoCommands } from './index.js';
import { addVideo } from './job.fixture.js';
import { addOrganization } from './organization.fixture.js';
import { DEFAULTS, useUsage } from './use-usage.fixture.js';

const { database, organizationId, uploads, actor, usage, create, complete, expectNoDifference } = useUsage();
const setMonth = (month: string) => database().sql.usageCounter.updateMany({ data: { month: new Date(month) } });

test('bytes are reserved until an upload ends, and a video counts in their place until it is deleted', async () => {
  const [aborted, completed] = [await create(30), await create(20)];
  expect(await usage()).toMatchObject({ reservedBytes: 50, sourceBytes: 0, month: { uploadedBytes: 50 } });
  await uploads().apply(aborted, 'aborted');
  await expect(uploads().apply(aborted, 'aborted')).rejects.toMatchObject({ code: 'UPLOAD_CLOSED' });
  const videoId = await complete(completed);
  expect(await usage()).toMatchObject({
    reservedBytes: 0,
    sourceBytes: 20,
    videoCount: 1,
    month: { uploadedBytes: 20 },
  });
  await videoCommands(database()).remove(actor(), videoId);
  expect(await usage()).toMatchObject({
    reservedBytes: 0,
    sourceBytes: 0,
    videoCount: 0,
    month: { uploadedBytes: 20 },
  });
  await expectNoDifference();
});

test('an upload over a limit is refused, and one of exactly the rest is not', async () => {
  await create(60);
  await expect(create(41)).rejects.toMatchObject({
    code: 'QUOTA_EXCEEDED',
    details: { quota: 'storageBytes', limit: 100, used: 60, requested: 41 },
  });
  await create(40);
  expect(await usage()).toMatchObject({ reservedBytes: 100 });
  expect(await database().sql.upload.count()).toBe(2);
  await expectNoDifference();
});

test("an organization's own limit replaces the default, also a limit of 0", async () => {
  await database().sql.organization.update({
    where: { id: organizationId() },
    data: { maxStorageBytes: 5_000, maxMonthlyUploadBytes: 700 },
  });
  await create(600);
  await expect(create(101)).rejects.toMatchObject({
    details: { quota: 'monthlyUploadBytes', limit: 700, used: 600, resetsAt: expect.stringMatching(/-01T00:00:00/) },
  });
  await database().sql.organization.update({ where: { id: organizationId() }, data: { maxStorageBytes: 0 } });
  await expect(create(1)).rejects.toMatchObject({ details: { quota: 'storageBytes', limit: 0 } });
  expect((await usageRepository(database(), DEFAULTS).view(organizationId())).limits).toEqual({
    ...DEFAULTS,
    ...{ storageBytes: 0, monthlyUploadBytes: 700 },
  });
});

test('an organization that never used anything has no usage and no limits but the default ones', async () => {
  expect(await usageRepository(database()).view(organizationId())).toEqual({
    usage: {
      ...{ reservedBytes: 0, sourceBytes: 0, outputBytes: 0, videoCount: 0 },
      month: { uploadedBytes: 0, sourceSeconds: 0, encodeCpuSeconds: 0 },
    },
    limits: {},
  });
});

test('a new month starts at 0, and an upload of the last one that is aborted is not subtracted from it', async () => {
  const upload = await create(90);
  await setMonth('2020-01-01');
  await database().sql.usageEntry.updateMany({ data: { month: new Date('2020-01-01') } });
  await database().sql.upload.updateMany({ data: { createdAt: new Date('2020-01-31T23:59:59Z') } });
  expect((await usage()).month.uploadedBytes).toBe(0);
  await create(10);
  await uploads().apply(upload, 'aborted');
  expect(await usage()).toMatchObject({ reservedBytes: 10, month: { uploadedBytes: 10 } });
  await expectNoDifference();
});

test('a change that started in the last month does not set the counters back', async () => {
  await create(10);
  await setMonth('2100-01-01');
  await create(20);
  const [counter] = await database().sql.usageCounter.findMany();
  expect(counter).toMatchObject({ month: new Date('2100-01-01'), uploadedBytes: 10n, reservedBytes: 30n });
});

const ALL = ['fetch', 'probe', 'encode', 'encode', 'audio', 'package', 'verify'] as const;

test('a completed job counts its outputs and CPU time, and deletion releases all but the month', async () => {
  const { videoId } = await addVideo(database(), organizationId());
  const { run } = fakeWorker(database);
  await run('fetch', 'probe', 'encode');
  expect(await usage()).toMatchObject({ outputBytes: 0 });
  await run('encode', 'audio', 'package', 'verify');
  // Three objects of 10 bytes, and a second for each of seven tasks.
  expect(await usage()).toMatchObject({ sourceBytes: 1_000, outputBytes: 30, month: { encodeCpuSeconds: 7 } });
  await expectNoDifference();
  await videoCommands(database()).remove(actor(), videoId);
  expect(await usage()).toMatchObject({
    sourceBytes: 0,
    outputBytes: 0,
    videoCount: 0,
    month: { encodeCpuSeconds: 7 },
  });
  await expectNoDifference();
});

test('a failed job counts what it has stored, and its retry only the rest', async () => {
  const { videoId } = await addVideo(database(), organizationId());
  const { run, claim } = fakeWorker(database);
  await run('fetch', 'probe', 'encode');
  await videoCommands(database()).cancel(actor(), videoId);
  expect(await usage()).toMatchObject({ outputBytes: 10, month: { encodeCpuSeconds: 3 } });
  await videoCommands(database()).retry(actor(), videoId);
  expect((await claim('encode')).videoId).toBe(videoId);
  await videoCommands(database()).cancel(actor(), videoId);
  await videoCommands(database()).retry(actor(), videoId);
  await run('encode', 'audio', 'package', 'verify');
  expect(await usage()).toMatchObject({ outputBytes: 30, month: { encodeCpuSeconds: 7 } });
  await expectNoDifference();
});

test('attempts that were pruned before a retry do not hide the CPU time of later ones', async () => {
  const { videoId } = await addVideo(database(), organizationId());
  const { run } = fakeWorker(database);
  await run('fetch', 'probe', 'encode');
  await videoCommands(database()).cancel(actor(), videoId);
  await database().sql.attempt.deleteMany();
  await videoCommands(database()).retry(actor(), videoId);
  await run('encode', 'audio', 'package', 'verify');
  expect((await usage()).month.encodeCpuSeconds).toBe(3 + 4);
});

/** A new plan, so that nothing is reused. */
const reprocess = async (videoId: VideoId, planHash: string) => {
  await videoCommands(database()).retry(actor(), videoId, RECIPES.compress);
  await fakeWorker(database, undefined, planHash).run(...ALL);
};
const sweepAll = async () => {
  const garbage = garbageRepository(database());
  await database().sql.garbage.updateMany({ data: { notBefore: new Date(Date.now() - REPLACED_OUTPUT_RETENTION_MS) } });
  for (const { id } of await garbage.take(100, 60_000)) await garbage.remove(id);
};

test('replaced outputs count until they are deleted', async () => {
  const { videoId } = await addVideo(database(), organizationId());
  await fakeWorker(database).run(...ALL);
  await reprocess(videoId, 'other');
  expect(await usage()).toMatchObject({ outputBytes: 60 });
  await expectNoDifference();
  await sweepAll();
  expect(await usage()).toMatchObject({ outputBytes: 30 });
  await expectNoDifference();
});

test('a deleted video also releases replaced outputs, once', async () => {
  const { videoId } = await addVideo(database(), organizationId());
  await fakeWorker(database).run(...ALL);
  await reprocess(videoId, 'other');
  await videoCommands(database()).remove(actor(), videoId);
  expect(await usage()).toMatchObject({ outputBytes: 0 });
  await sweepAll();
  expect(await usage()).toMatchObject({ outputBytes: 0 });
  await expectNoDifference();
});

test('outputs that a reprocess reuses count once', async () => {
  const { videoId } = await addVideo(database(), organizationId());
  const { run } = fakeWorker(database);
  await run(...ALL);
  await videoCommands(database()).retry(actor(), videoId, RECIPES.compress);
  await run('fetch', 'probe', 'package', 'verify');
  await sweepAll();
  expect(await usage()).toMatchObject({ outputBytes: 30 });
  await expectNoDifference();
});

test('a sweeper can delete the objects of an organization that is gone', async () => {
  const gone = await addOrganization(database());
  await database().sql.garbage.create({
    data: { id: newId(), prefix: 'media/x/', notBefore: new Date(0), organizationId: gone, sizeBytes: 10 },
  });
  await database().sql.organization.delete({ where: { id: gone } });
  await sweepAll();
  expect(await database().sql.garbage.count()).toBe(0);
});

test('a source is counted once, when it is probed, and is refused above the limit', async () => {
  const { videoId } = await addVideo(database(), organizationId());
  const count = (durationMs: number) =>
    database().transaction(async (tx) => {
      const job = await tx.sql.job.findFirstOrThrow({ where: { videoId } });
      await usageRepository(database(), DEFAULTS).countSource(tx, job as never, durationMs);
    });
  await expect(count(20_001)).rejects.toMatchObject({
    code: 'QUOTA_EXCEEDED',
    details: { reason: { code: 'QUOTA', quota: 'monthlySourceSeconds', limit: 20, used: 0, requested: 20.001 } },
  });
  await count(19_999.6);
  await count(19_999.6);
  expect((await usage()).month.sourceSeconds).toBe(20);
  await expectNoDifference();
});

test('a repair makes entries and counters agree with the rows', async () => {
  await create(10);
  await addVideo(database(), organizationId());
  await database().sql.usageEntry.deleteMany({ where: { reason: 'videoCreated' } });
  await database().sql.usageCounter.updateMany({ data: { outputBytes: 5, uploadedBytes: 0 } });
  const wrong = await usageCheck(database()).differences();
  expect(wrong.map(({ amount }) => amount)).toEqual(['output_bytes', 'source_bytes', 'uploaded_bytes', 'video_count']);
  await usageCheck(database()).repair(organizationId());
  expect(await usage()).toMatchObject({ reservedBytes: 10, sourceBytes: 1_000, outputBytes: 0, videoCount: 1 });
  expect((await usage()).month.uploadedBytes).toBe(10);
  await expectNoDifference();
  await usageCheck(database()).repair(organizationId());
  expect(await database().sql.usageEntry.count({ where: { reason: 'corrected' } })).toBe(1);
});
