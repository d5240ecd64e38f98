import { InvitationId, type InvitationView, type Page, type PageQuery } from '@media/contracts';
import type { OrganizationId } from '@media/core';
import type { Invitation, Invitations } from '@media/database';
import { z } from 'zod';
import { pageCursor } from '../http/page-cursor.js';

const CURSOR = pageCursor(z.strictObject({ id: InvitationId }));

export const toInvitationView = ({
  organization: _,
  createdAt,
  expiresAt,
  ...invitation
}: Invitation): InvitationView => ({
  ...invitation,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});

/** The open invitations of an organization, the oldest first. */
export const listInvitations = async (
  { invitations }: { invitations: Pick<Invitations, 'list'> },
  organizationId: OrganizationId,
  { limit, cursor }: PageQuery,
): Promise<Page<InvitationView>> => {
  const rows = await invitations.list(organizationId, limit + 1, CURSOR.parse(cursor)?.id);
  return CURSOR.toPage(rows, limit, toInvitationView, ({ id }) => ({ id }));
};
