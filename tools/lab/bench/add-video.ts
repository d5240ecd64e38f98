import { type Recipe, systemActor, type VideoId } from '@media/core';
import { createVideo, type Database, newId } from '@media/database';

type Source = Parameters<typeof createVideo>[2]['source'];

/** Creates a queued video, as the API does after an upload. */
export const addVideo = async (
  database: Database,
  source: Source,
  recipe: Recipe,
  id = newId<'VideoId'>(),
): Promise<VideoId> => {
  const organizationId = newId<'OrganizationId'>();
  await database.sql.organization.create({ data: { id: organizationId, name: 'bench' } });
  const video = { id, organizationId, title: 'bench', metadata: {}, source };
  await database.transaction((tx) => createVideo(tx, systemActor(organizationId, 'bench'), video, recipe));
  return id;
};
