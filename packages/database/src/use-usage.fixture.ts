import { type OrganizationId, RECIPES, systemActor, type VideoId } from '@media/core';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type Database, type Upload, uploadRepository, usageCheck, usageRepository } from './index.js';
import { openTestDatabase } from './open-test-database.fixture.js';
import { addOrganization } from './organization.fixture.js';
import { newUpload } from './upload.fixture.js';
import { createVideo } from './videos.js';

export const DEFAULTS = { storageBytes: 100, monthlyUploadBytes: 1_000, monthlySourceSeconds: 20 };

/** A database for one test file and, before each test, an organization without usage, which is the only one. */
export const useUsage = () => {
  let database: Database;
  let organizationId: OrganizationId;
  const addAnother = async () => {
    organizationId = await addOrganization(database);
  };
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.sql.video.deleteMany();
    await database.sql.upload.deleteMany();
    await database.sql.garbage.deleteMany();
    await database.sql.organization.deleteMany();
    await addAnother();
  });
  const uploads = () => uploadRepository(database, DEFAULTS);
  const actor = () => systemActor(organizationId, 'test');

  return {
    database: () => database,
    organizationId: () => organizationId,
    /** Continues with a new organization. */
    addAnother,
    uploads,
    actor,
    usage: async () => (await usageRepository(database, DEFAULTS).view(organizationId)).usage,
    create: (sizeBytes: number) => uploads().create(newUpload(organizationId, sizeBytes)),
    /** Completes an upload like the API, without bytes. */
    complete: async (upload: Upload): Promise<VideoId> => {
      const claimed = (await uploads().claimCompletion(upload, {}, 60_000)) ?? { ...upload, status: 'completing' };
      const { videoId: id, sizeBytes, fileName, objectKey: key } = upload;
      await database.transaction(async (tx) => {
        await uploads().apply(claimed, 'completed', { tx });
        const source = { key, etag: '"e"', sizeBytes, fileName };
        await createVideo(tx, actor(), { id, organizationId, title: 'a', metadata: {}, source }, RECIPES.stream);
      });
      return id;
    },
    expectNoDifference: async () => expect(await usageCheck(database).differences()).toEqual([]),
  };
};
