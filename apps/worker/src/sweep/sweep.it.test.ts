import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, storageKeys, systemActor } from '@media/core';
import {
  type EventPosition,
  eventConsumers,
  newId,
  type Upload,
  videoCommands,
  videoRepository,
} from '@media/database';
import { closeUpload } from '@media/ingest';
import { createLog } from '@media/runtime';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { abortOrphans } from './abort-orphans.js';
import { collectGarbage } from './collect-garbage.js';
import { pruneEvents } from './prune-events.js';
import { pruneAll } from './prune-steps.js';
import { startSweeper } from './start-sweeper.js';
import { ignoreTaken, sweepUploads } from './sweep-uploads.js';
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

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const later = (ms: number) => new Date(Date.now() + ms);
const videosOf = () => scene.videosOf(ada);

test('the upload of a client that died after its last part is completed', async () => {
  const upload = await scene.createUpload(ada, {
    sizeBytes: TWO_PARTS_BYTES,
    video: { title: 'Rome', recipe: 'compress', priority: 'low' },
  });
  await scene.sendParts(upload, 1);
  await sweepUploads(scene.deps, later(MINUTE_MS));
  expect(await videosOf()).toEqual([]);
  expect(await scene.statusOf(upload)).toBe('uploading');
  await scene.sendParts(upload, 2);
  await sweepUploads(scene.deps, later(MINUTE_MS));
  expect(await videosOf()).toMatchObject([
    { title: 'Rome', recipeName: 'compress', priority: 'low', status: 'queued' },
  ]);
  expect(await scene.statusOf(upload)).toBe('completed');
});

test('two concurrent sweepers create one video', async () => {
  await scene.sendSmallFile(ada, { video: {} });
  await Promise.all([1, 2, 3].map(() => sweepUploads(scene.deps, later(MINUTE_MS))));
  expect(await videosOf()).toMatchObject([{ title: 'Holiday in Rome' }]);
});

test('a complete upload without video details waits for its client', async () => {
  await scene.sendSmallFile(ada);
  await sweepUploads(scene.deps, later(MINUTE_MS));
  expect(await videosOf()).toEqual([]);
});

test('a small upload of the release before is completed, too', async () => {
  const upload = await scene.sendSmallFile(ada, { video: {}, plain: true });
  await sweepUploads(scene.deps, later(MINUTE_MS));
  expect(await videosOf()).toMatchObject([{ id: upload.videoId, title: 'Holiday in Rome' }]);
  expect((await scene.store.head(storageKeys.source(upload.videoId)))?.sizeBytes).toBe(upload.sizeBytes);
});

test('a completion whose process died is finished with the requested details', async () => {
  const upload = await scene.sendSmallFile(ada);
  await scene.deps.uploads.claimCompletion(await scene.rowOf(upload), { title: 'As asked' }, 0);
  await sweepUploads(scene.deps, later(1));
  expect(await videosOf()).toMatchObject([{ title: 'As asked' }]);
});

test('a failed completion leaves the original details unchanged', async () => {
  const upload = await scene.createUpload(ada, { sizeBytes: TWO_PARTS_BYTES, video: { title: 'As declared' } });
  const silent = await scene.createUpload(ada, { sizeBytes: TWO_PARTS_BYTES });
  for (const early of [upload, silent]) {
    const completing = scene.complete(early, { title: 'Asked too early' });
    await expect(completing).rejects.toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
    await scene.sendParts(early, 1, 2);
  }
  await sweepUploads(scene.deps, later(MINUTE_MS));
  expect(await videosOf()).toMatchObject([{ title: 'As declared' }]);
});

const LOSSES: Record<string, (owner: Owner) => Promise<unknown>> = {
  removed: ({ organizationId, userId }) =>
    scene.database.sql.membership.delete({ where: { organizationId_userId: { organizationId, userId } } }),
  demoted: ({ organizationId, userId }) =>
    scene.database.sql.membership.update({
      where: { organizationId_userId: { organizationId, userId } },
      data: { role: 'viewer' },
    }),
};

test.each(Object.keys(LOSSES))(
  'an upload of somebody who was %s becomes no video by itself, and the log says so once',
  async (loss) => {
    const [sent, asked] = [await scene.sendSmallFile(ada, { video: {} }), await scene.sendSmallFile(ada)];
    await scene.deps.uploads.claimCompletion(await scene.rowOf(asked), { title: 'As asked' }, 0);
    await LOSSES[loss]?.(ada);
    for (const minutes of [1, 60, 120]) await sweepUploads(scene.deps, later(minutes * MINUTE_MS));
    expect(await videosOf()).toEqual([]);
    for (const upload of [sent, asked]) expect(await scene.statusOf(upload)).toBe('uploading');
    const where = { organizationId: ada.organizationId, action: 'upload.held' };
    const entries = await scene.database.sql.auditEntry.findMany({ where });
    expect(entries.map(({ targetIds }) => targetIds)).toEqual(expect.arrayContaining([[sent.id], [asked.id]]));
    expect(entries).toHaveLength(2);
    await sweepUploads(scene.deps, later(scene.deps.config.uploadLifetimeMs + MINUTE_MS));
    for (const upload of [sent, asked]) expect(await scene.statusOf(upload)).toBe('expired');
  },
);

test('a sweeper that read an upload before its completion started does not delay a takeover', async () => {
  const upload = await scene.sendSmallFile(ada, { video: {} });
  const seen = await scene.rowOf(upload);
  await scene.deps.uploads.claimCompletion(seen, { title: 'As asked' }, 0);
  await scene.deps.uploads.checkAgainAt(seen, seen.expiresAt);
  await sweepUploads(scene.deps, later(1));
  expect(await videosOf()).toMatchObject([{ title: 'As asked' }]);
});

test('an expired upload is closed and its data deleted', async () => {
  const single = await scene.sendSmallFile(ada);
  const multipart = await scene.createUpload(ada, { sizeBytes: TWO_PARTS_BYTES });
  await scene.sendParts(multipart, 2);
  const rows = [await scene.rowOf(single), await scene.rowOf(multipart)];
  await sweepUploads(scene.deps, later(scene.deps.config.uploadLifetimeMs + MINUTE_MS));
  for (const row of rows) {
    const { id: uploadId, objectKey, multipartId } = row;
    expect(await scene.statusOf(row)).toBe('expired');
    expect(await scene.store.head(objectKey)).toBeUndefined();
    expect(multipartId && (await scene.store.listParts(objectKey, multipartId))).toBeFalsy();
    const events = await scene.database.sql.event.findMany({ where: { uploadId } });
    expect(events).toMatchObject([{ type: 'upload.expired', actorType: 'system', actorLabel: 'sweeper' }]);
  }
});

test('of parallel sweeps and aborts of expired uploads, one releases each, and its bytes once', async () => {
  const many = await Promise.all(Array.from({ length: 6 }, () => scene.sendSmallFile(ada)));
  const expiry = later(scene.deps.config.uploadLifetimeMs + MINUTE_MS);
  const abort = async (upload: Upload) =>
    ignoreTaken(closeUpload(scene.deps, systemActor(ada.organizationId, 'test'), upload, 'aborted'));
  await Promise.all([
    ...[1, 2, 3].map(() => sweepUploads(scene.deps, expiry)),
    ...many.flatMap((upload) => [abort(upload), abort(upload)]),
  ]);
  const { organizationId } = ada;
  const released = { reason: { in: ['uploadAborted', 'uploadExpired'] }, organizationId };
  expect(await scene.database.sql.usageEntry.count({ where: released })).toBe(many.length);
  const [counter] = await scene.database.sql.usageCounter.findMany({ where: { organizationId } });
  expect(counter).toMatchObject({ reservedBytes: 0n, uploadedBytes: 0n });
  for (const { objectKey } of many) expect(await scene.store.head(objectKey)).toBeUndefined();
});

test('an upload that was copied to its source key but never became a video leaves nothing behind', async () => {
  const { store, uploads } = scene.deps;
  const send = () => scene.sendSmallFile(ada, { plain: true });
  const [expired, aborted] = [await send(), await send()];
  const keys: string[] = [];
  for (const { objectKey, videoId } of [expired, aborted]) {
    const sourceKey = `sources/${videoId}`;
    const { etag } = (await store.head(objectKey)) ?? { etag: '' };
    await store.copy(objectKey, sourceKey, { ifMatchEtag: etag, sizeBytes: 11, contentType: 'video/mp4' });
    keys.push(objectKey, sourceKey);
  }
  await closeUpload(scene.deps, systemActor(ada.organizationId, 'test'), aborted, 'aborted');
  await sweepUploads(scene.deps, later(scene.deps.config.uploadLifetimeMs + MINUTE_MS));
  expect((await uploads.get(ada.organizationId, expired.id)).status).toBe('expired');
  for (const key of keys) expect(await store.head(key)).toBeUndefined();
  // Objects that arrive late, by a valid URL or from an unaware completion, are deleted afterwards.
  const late = await scene.database.sql.garbage.findMany({ where: { prefix: { in: keys } } });
  expect(late.map(({ prefix }) => prefix).sort()).toEqual(keys.sort());
});

test('old unreferenced multipart uploads are aborted, others are kept', async () => {
  const { store, config } = scene.deps;
  const orphanKey = 'sources/of-nobody';
  const orphan = await store.createMultipart(orphanKey, 'video/mp4');
  const named = await scene.createUpload(ada, { sizeBytes: TWO_PARTS_BYTES });
  const { objectKey, multipartId } = await scene.rowOf(named);
  await abortOrphans(scene.deps);
  expect(await store.listParts(orphanKey, orphan)).toEqual([]);
  await abortOrphans(scene.deps, later(config.uploadLifetimeMs + MINUTE_MS));
  expect(await store.listParts(orphanKey, orphan)).toBeUndefined();
  expect(await store.listParts(objectKey, multipartId ?? '')).toEqual([]);
});

test('the objects of a deleted video are deleted, and no others', async () => {
  const [gone, kept] = [await scene.sendSmallFile(ada), await scene.sendSmallFile(ada)];
  for (const upload of [gone, kept]) await scene.complete(upload);
  const { videoId } = gone;
  await videoCommands(scene.database).remove(systemActor(ada.organizationId, 'test'), videoId);
  const asked = videoRepository(scene.database).get(ada.organizationId, videoId);
  await expect(asked).rejects.toMatchObject({ code: 'VIDEO_NOT_FOUND' });
  await collectGarbage(scene.deps);
  expect(await scene.store.head(storageKeys.source(videoId))).toBeUndefined();
  expect(await scene.store.head(storageKeys.source(kept.videoId))).toBeDefined();
});

test('a failing deletion does not block others', async () => {
  const { database, store } = scene.deps;
  await store.put('unwanted/a', new Uint8Array(1), { contentType: 'video/mp4' });
  const notBefore = new Date(0);
  // The store always refuses to delete an empty prefix.
  const stuck = Array.from({ length: 50 }, () => ({ id: newId(), prefix: '', notBefore }));
  await database.sql.garbage.createMany({ data: stuck });
  await database.sql.garbage.create({ data: { id: newId(), prefix: 'unwanted/', notBefore: new Date(1) } });
  await collectGarbage(scene.deps);
  expect(await store.head('unwanted/a')).toBeUndefined();
  const left = await database.sql.garbage.findMany({ where: { prefix: '' } });
  expect(left.map(({ attempts }) => attempts)).toEqual(stuck.map(() => 1));
  for (const { notBefore } of left) expect(notBefore.getTime()).toBeGreaterThan(Date.now());
  await database.sql.garbage.deleteMany({ where: { prefix: '' } });
});

/** A slow store that counts requests in progress. */
const slowStore = (onRemoved: (count: number) => void = () => undefined) => {
  const seen = { removed: [] as string[], running: 0, peak: 0 };
  const deletePrefix = async (prefix: string): Promise<number> => {
    seen.running += 1;
    seen.peak = Math.max(seen.peak, seen.running);
    await sleep(2);
    seen.running -= 1;
    onRemoved(seen.removed.push(prefix));
    return 0;
  };
  return { seen, deps: { ...scene.deps, store: { ...scene.store, deletePrefix } } };
};
const discardMany = async (count: number): Promise<string[]> => {
  const prefixes = Array.from({ length: count }, (_, index) => `unwanted/${String(index).padStart(4, '0')}/`);
  const data = prefixes.map((prefix) => ({ id: newId(), prefix, notBefore: new Date(0) }));
  await scene.database.sql.garbage.createMany({ data });
  return prefixes;
};

test('a sweep stops while the store is unavailable, and the next one continues', async () => {
  const prefixes = await discardMany(120);
  const asked: string[] = [];
  const away = async (prefix: string): Promise<number> => {
    asked.push(prefix);
    throw new AppError('STORAGE_UNAVAILABLE');
  };
  await collectGarbage({ ...scene.deps, store: { ...scene.store, deletePrefix: away } });
  expect(asked.length).toBeLessThanOrEqual(32);
  const where = { prefix: { startsWith: 'unwanted/' } };
  await scene.database.sql.garbage.updateMany({ where, data: { notBefore: new Date(0) } });
  const back = slowStore();
  await collectGarbage(back.deps);
  expect(back.seen.removed.toSorted()).toEqual(prefixes);
});

test('a sweep deletes over a thousand prefixes, sixteen at a time, each once across several processes', async () => {
  const prefixes = await discardMany(1_200);
  const one = slowStore();
  const two = slowStore();
  await Promise.all([collectGarbage(one.deps), collectGarbage(two.deps)]);
  expect([...one.seen.removed, ...two.seen.removed].sort()).toEqual(prefixes);
  expect([one.seen.peak, two.seen.peak]).toEqual([16, 16]);
  expect(await scene.database.sql.garbage.count({ where: { prefix: { startsWith: 'unwanted/' } } })).toBe(0);
});

test('a stopped sweeper starts no more deletions, and what it had taken is due again after its lease', async () => {
  const { database } = scene.deps;
  await database.sql.garbage.deleteMany();
  await discardMany(100);
  const stop = new AbortController();
  const { seen, deps } = slowStore((count) => count === 20 && stop.abort());
  await collectGarbage(deps, stop.signal);
  const left = await database.sql.garbage.count();
  expect(left + seen.removed.length).toBe(100);
  expect(left).toBeGreaterThan(50);
  await collectGarbage(scene.deps);
  expect(await database.sql.garbage.count()).toBe(left);
  await database.sql.garbage.updateMany({ data: { notBefore: new Date(0) } });
  await collectGarbage(scene.deps);
  expect(await database.sql.garbage.count()).toBe(0);
});

test('a failing step does not block the others: old keys, sessions, uploads and events are deleted', async () => {
  const { database, uploads } = scene.deps;
  const upload = await scene.sendSmallFile(ada);
  const { videoId } = await scene.complete(await scene.sendSmallFile(ada));
  const session = { id: newId(), userId: ada.userId, refreshJti: 'j', expiresAt: later(HOUR_MS) };
  await database.sql.session.create({ data: session });
  await uploads.apply(await scene.rowOf(upload), 'aborted');
  await database.sql.upload.update({ where: { id: upload.id }, data: { checkAt: new Date(0) } });
  await database.sql.session.updateMany({ where: { userId: ada.userId }, data: { revokedAt: new Date(0) } });
  const key = { organizationId: ada.organizationId, route: 'r', key: 'old', bodyHash: '', reservation: newId() };
  await database.sql.idempotencyKey.create({ data: { ...key, createdAt: later(-25 * HOUR_MS) } });
  const event = { organizationId: ada.organizationId, videoId, seq: 1_000, type: 'video.playable', data: {} };
  await database.sql.event.create({ data: { ...event, createdAt: later(-91 * 24 * HOUR_MS) } });
  const left = async () => [
    await database.sql.upload.count({ where: { id: upload.id } }),
    await database.sql.session.count({ where: { userId: ada.userId } }),
    await database.sql.idempotencyKey.count({ where: { key: 'old' } }),
    await database.sql.event.count({ where: { videoId } }),
  ];
  expect(await left()).toEqual([1, 1, 1, 2]);
  await database.sql.$executeRaw`ALTER TABLE garbage RENAME TO garbage_away`;
  const sweeper = startSweeper(scene.deps);
  try {
    await expect.poll(left).toEqual([0, 0, 0, 1]);
  } finally {
    await sweeper.close();
    await database.sql.$executeRaw`ALTER TABLE garbage_away RENAME TO garbage`;
  }
});

test('an old event that a consumer has not read is kept, and the consumer is logged', async () => {
  const { database, deps } = scene;
  const consumers = eventConsumers(database);
  await consumers.add('mail');
  onTestFinished(() => consumers.remove('mail'));
  // A new consumer starts at the oldest open transaction of the server, which can be before events of the tests above.
  const [last] = await database.sql.$queryRaw<EventPosition[]>`
    SELECT xid::text, id::text FROM event ORDER BY event.xid DESC, event.id DESC LIMIT 1`;
  if (last) await consumers.advance('mail', last);
  const { organizationId } = ada;
  const { id } = await database.sql.event.create({
    data: { organizationId, type: 'upload.expired', uploadId: newId(), data: {}, createdAt: later(-91 * 24 * HOUR_MS) },
  });
  const lines: string[] = [];
  const log = createLog('test', 'info', { write: (line) => void lines.push(line) });
  await pruneAll(() => pruneEvents({ ...deps, log }), new AbortController().signal);
  expect(await database.sql.event.count({ where: { id } })).toBe(1);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { consumer: 'mail', msg: 'Event consumer behind; old events kept' },
  ]);
});

test('the sweeper runs periodically, and can be stopped', async () => {
  const upload = await scene.sendSmallFile(ada, { video: {} });
  await scene.deps.uploads.checkAgainAt(await scene.rowOf(upload), new Date());
  const sweeper = startSweeper(scene.deps);
  await expect.poll(() => scene.statusOf(upload)).toBe('completed');
  await sweeper.close();
});
