import type { OrganizationId } from '@media/core';
import { type Database, newId } from './index.js';

/** An organization without members. */
export const addOrganization = async ({ sql }: Pick<Database, 'sql'>): Promise<OrganizationId> => {
  const id = newId<'OrganizationId'>();
  await sql.organization.create({ data: { id, name: 'an organization' } });
  return id;
};
