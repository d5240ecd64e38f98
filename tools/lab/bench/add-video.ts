import { type OrganizationId, type Recipe, systemActor, type VideoId } from '@media/core';
import { createVideo, type Database, newId } from '@media/database';

type Source = Parameters<typeof createVideo>[2]['source'];

export const addOrganization = async ({ sql }: Database): Promise<OrganizationId> => {
  const id = newId<'OrganizationId'>();
  await sql.organization.create({ data: { id, name: 'bench' } });
  return id;
};

/** Creates a queued video, as the API does after an upload. By default, each belongs to its own organization. */
export const addVideo = async (
  database: Database,
  source: Source,
  recipe: Recipe,
  id = newId<'VideoId'>(),
  owner?: OrganizationId,
): Promise<VideoId> => {
  const organizationId = owner ?? (await addOrganization(database));
  const video = { id, organizationId, title: 'bench', metadata: {}, source };
  await database.transaction((tx) => createVideo(tx, systemActor(organizationId, 'bench'), video, recipe));
  return id;
};
