import { runSql } from './product-database.ts';

/** Makes a user a member of another organization, without an invitation. */
export const joinOrganization = (userId: string, organizationId: string, role: 'viewer' | 'editor'): Promise<unknown> =>
  runSql('INSERT INTO membership (organization_id, user_id, role) VALUES ($1, $2, $3::role)', [
    ...[organizationId, userId, role],
  ]);
