import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, idempotencyRepository, type KeyedRequest, type Reservation } from './index.js';
import { openTestDatabase } from './open-test-database.fixture.js';
import { addOrganization } from './organization.fixture.js';

let database: Database;
let request: KeyedRequest;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  request = { organizationId: await addOrganization(database), route: 'createUpload', key: 'k', bodyHash: 'one' };
});

const keys = () => idempotencyRepository(database);
const take = async (asked = request): Promise<Reservation> => {
  const reserved = await keys().reserve(asked);
  if (reserved.kind !== 'first') throw new Error(`not the first: ${reserved.kind}`);
  return reserved.reservation;
};
const letTimePass = () => database.sql.idempotencyKey.updateMany({ data: { createdAt: new Date(0) } });

test('a key returns the first response again, and rejects a different body from the start', async () => {
  const first = await take();
  expect(await keys().reserve(request)).toEqual({ kind: 'inProgress' });
  const reused = { code: 'IDEMPOTENCY_KEY_REUSED' };
  await expect(keys().reserve({ ...request, bodyHash: 'two' })).rejects.toMatchObject(reused);
  await keys().complete(first, { status: 201, body: { id: 1 } });
  expect(await keys().reserve(request)).toEqual({ kind: 'completed', response: { status: 201, body: { id: 1 } } });
  await expect(keys().reserve({ ...request, bodyHash: 'two' })).rejects.toMatchObject(reused);
});

test('of many concurrent requests, one is first', async () => {
  const reserved = await Promise.all(Array.from({ length: 5 }, () => keys().reserve(request)));
  expect(reserved.filter(({ kind }) => kind === 'first')).toHaveLength(1);
});

test('a failed first request frees its key', async () => {
  await keys().forget(await take());
  await take({ ...request, bodyHash: 'two' });
});

test("a request that timed out neither frees its repeat's key nor stores its response", async () => {
  const slow = await take();
  await letTimePass();
  const repeat = await take();
  await keys().forget(slow);
  await keys().complete(slow, { status: 201, body: 'of the slow one' });
  expect(await keys().reserve(request)).toEqual({ kind: 'inProgress' });
  await keys().complete(repeat, { status: 201, body: 'of the repeat' });
  await keys().forget(slow);
  expect(await keys().reserve(request)).toMatchObject({ response: { body: 'of the repeat' } });
});

test('old keys are deleted', async () => {
  await keys().complete(await take(), { status: 201, body: {} });
  await keys().prune(60_000);
  expect((await keys().reserve(request)).kind).toBe('completed');
  await letTimePass();
  await keys().prune(60_000);
  await take();
});
