import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, idempotencyRepository, newId, uploadRepository } from './index.js';
import { addVideo } from './job.fixture.js';
import { openTestDatabase } from './open-test-database.fixture.js';
import { addOrganization } from './organization.fixture.js';
import { newUpload } from './upload.fixture.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const deleteRow = (id: string) => database.sql.organization.delete({ where: { id } });
/** Prisma's code for a foreign key violation. */
const REFERRED_TO = { code: 'P2003' };

test('an organization with videos or uploads cannot be deleted, so that no objects are orphaned', async () => {
  const { organizationId } = await addVideo(database);
  await expect(deleteRow(organizationId)).rejects.toMatchObject(REFERRED_TO);

  const uploading = await addOrganization(database);
  await uploadRepository(database).create(newUpload(uploading));
  await expect(deleteRow(uploading)).rejects.toMatchObject(REFERRED_TO);
});

test('deleting an organization deletes its idempotency keys and events', async () => {
  const [doomed, other] = [await addOrganization(database), await addOrganization(database)];
  for (const organizationId of [doomed, other]) {
    await idempotencyRepository(database).reserve({ organizationId, route: 'r', key: 'k', bodyHash: 'h' });
    await database.sql.event.create({ data: { organizationId, type: 'upload.expired', uploadId: newId(), data: {} } });
  }
  await deleteRow(doomed);
  const where = { organizationId: { in: [doomed, other] } };
  const left = await Promise.all([database.sql.idempotencyKey.findMany(), database.sql.event.findMany({ where })]);
  expect(left.map((rows) => rows.map(({ organizationId }) => organizationId))).toEqual([[other], [other]]);
});

test('no video can be created in a missing organization', async () => {
  const id = newId<'VideoId'>();
  const source = { sourceKey: 'k', sourceEtag: '"e"', sourceFileName: 'a.mp4', sourceSizeBytes: 1 };
  const video = { ...source, id, organizationId: newId(), title: 'a' };
  await expect(database.sql.video.create({ data: video })).rejects.toMatchObject(REFERRED_TO);
});

test('a weight must be a number for which turns stay finite', async () => {
  const id = await addOrganization(database);
  const setWeight = (weight: string) => database.sql.$executeRaw`
    UPDATE organization SET weight = ${weight}::float8 WHERE id = ${id}::uuid`;
  for (const weight of ['NaN', 'Infinity', '0', '-1', '1e-300', '1001'])
    await expect(setWeight(weight), weight).rejects.toThrow('organization_weight_check');
  expect(await setWeight('0.001')).toBe(1);
  expect(await setWeight('1000')).toBe(1);
});
