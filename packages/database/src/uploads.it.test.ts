import { type ActorRef, type ApiKeyId, UPLOADS, type UserId } from '@media/core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Database, newId, type Upload, uploadRepository } from './index.js';
import { openTestDatabase } from './open-test-database.fixture.js';
import { addOrganization } from './organization.fixture.js';
import { newUpload } from './upload.fixture.js';

let database: Database;
let upload: Upload;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql.upload.deleteMany();
  upload = await createUpload();
});

const LEASE_MS = 60_000;
const HOUR_MS = 3_600_000;
const CLOSED = { code: 'UPLOAD_CLOSED' };
const later = (ms: number) => new Date(Date.now() + ms);
const uploads = () => uploadRepository(database);
const show = () => uploads().get(upload.organizationId, upload.id);
const claim = (details = {}) => uploads().claimCompletion(upload, details, LEASE_MS);
const letLeaseExpire = () => database.sql.upload.updateMany({ data: { checkAt: new Date(0) } });

const createUpload = async (actor: ActorRef = { type: 'user', id: newId() as UserId }): Promise<Upload> =>
  uploads().create({ ...newUpload(await addOrganization(database)), actor: { ...actor, label: 'a' } });

const claimed = async (details = {}): Promise<Upload> => {
  const mine = await claim(details);
  if (!mine) throw new Error('the completion is not free');
  return mine;
};

test('an upload stores its actor, including the system', async () => {
  const actors: ActorRef[] = [
    { type: 'user', id: newId() as UserId },
    { type: 'apiKey', id: newId() as ApiKeyId },
    { type: 'system', id: null },
  ];
  for (const actor of actors) {
    const { id, organizationId } = await createUpload(actor);
    expect((await uploads().get(organizationId, id)).actor).toEqual(actor);
  }
});

test('due uploads are shared among sweepers, ended ones are ignored', async () => {
  await database.sql.upload.deleteMany();
  const made = await Promise.all(UPLOADS.statuses.map(async (status) => ({ status, id: (await createUpload()).id })));
  for (const { id, status } of made)
    await database.sql.upload.update({ where: { id }, data: { status, checkAt: new Date(0) } });
  const take = async () => (await uploads().take(new Date(), 2, LEASE_MS)).map(({ id }) => id);
  const taken = (await Promise.all([take(), take(), take()])).flat();
  const unfinished = made.filter(({ status }) => !UPLOADS.isTerminal(status)).map(({ id }) => id);
  expect(taken.toSorted()).toEqual(unfinished.toSorted());
  expect(await take()).toEqual([]);
  await database.sql.upload.updateMany({ data: { sweptUntil: new Date(0) } });
  expect(await take()).toHaveLength(2);
});

test('a completion is claimed once, and again only after its lease has expired', async () => {
  const first = await claimed();
  expect(await claim()).toBeUndefined();
  await letLeaseExpire();
  const second = await claimed({ title: 'b' });
  expect(second.claimEpoch).toBe(first.claimEpoch + 1);
  expect(await show()).toMatchObject({ status: 'completing', askedDetails: { title: 'b' } });
});

test('after losing the claim, a caller can neither complete, reopen nor renew', async () => {
  const late = await claimed();
  await letLeaseExpire();
  const heir = await claimed();
  await expect(uploads().apply(late, 'completed')).rejects.toMatchObject(CLOSED);
  await expect(uploads().apply(late, 'reopened')).rejects.toMatchObject(CLOSED);
  await expect(uploads().apply(late, 'expired')).rejects.toMatchObject(CLOSED);
  await uploads().renewClaim(late, 24 * HOUR_MS);
  expect(await show()).toMatchObject({ status: 'completing', checkAt: heir.checkAt });
  await uploads().apply(heir, 'completed');
  expect(await show()).toMatchObject({ status: 'completed' });
});

test('a renewed lease is not given to another caller', async () => {
  const mine = await claimed();
  await letLeaseExpire();
  await uploads().renewClaim(mine, LEASE_MS);
  expect(await claim()).toBeUndefined();
});

test('the requested details are cleared with the completion, and the original details are unchanged', async () => {
  await uploads().apply(await claimed({ title: 'asked' }), 'reopened', { checkAt: upload.checkAt });
  expect(await show()).toMatchObject({ status: 'uploading', videoDetails: null, askedDetails: null });
});

test('a sweeper that read an upload before it was claimed does not postpone its next check', async () => {
  const lease = (await claimed()).checkAt;
  await uploads().checkAgainAt(upload, later(72 * HOUR_MS));
  await expect(uploads().apply(upload, 'signed', { checkAt: later(72 * HOUR_MS) })).rejects.toMatchObject(CLOSED);
  expect((await show()).checkAt).toEqual(lease);
});

test('leases use the database clock, regardless of the host clock', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - HOUR_MS });
  try {
    await claimed();
  } finally {
    vi.useRealTimers();
  }
  expect((await show()).checkAt.getTime()).toBeGreaterThan(Date.now());
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOUR_MS });
  try {
    expect(await claim()).toBeUndefined();
  } finally {
    vi.useRealTimers();
  }
});

test('uploads that ended long ago are deleted, others are kept', async () => {
  await uploads().apply(upload, 'aborted');
  const waiting = await createUpload();
  await uploads().prune();
  expect(await database.sql.upload.count()).toBe(2);
  await letLeaseExpire();
  await uploads().prune();
  expect((await database.sql.upload.findMany()).map(({ id }) => id)).toEqual([waiting.id]);
});
