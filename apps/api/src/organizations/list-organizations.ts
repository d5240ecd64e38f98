import { OrganizationId, type OrganizationView, type Page, type PageQuery } from '@media/contracts';
import type { UserId } from '@media/core';
import type { Organization, Organizations } from '@media/database';
import { z } from 'zod';
import { pageCursor } from '../http/page-cursor.js';

const CURSOR = pageCursor(z.strictObject({ id: OrganizationId, isPersonal: z.boolean() }));

export const toOrganizationView = ({ createdAt, ...organization }: Organization): OrganizationView => ({
  ...organization,
  createdAt: createdAt.toISOString(),
});

/** The organizations of a user, the personal one first. */
export const listOrganizations = async (
  { organizations }: { organizations: Pick<Organizations, 'list'> },
  userId: UserId,
  { limit, cursor }: PageQuery,
): Promise<Page<OrganizationView>> => {
  const rows = await organizations.list(userId, limit + 1, CURSOR.parse(cursor));
  return CURSOR.toPage(rows, limit, toOrganizationView, ({ id, isPersonal }) => ({ id, isPersonal }));
};
