import { type MemberView, type Page, type PageQuery, UserId } from '@media/contracts';
import type { OrganizationId } from '@media/core';
import type { MemberRow, Members } from '@media/database';
import { z } from 'zod';
import { CURSOR_TIME, pageCursor } from '../http/page-cursor.js';

const CURSOR = pageCursor(z.strictObject({ userId: UserId, joinedAt: CURSOR_TIME }));

export const toMemberView = ({ joinedAt, ...member }: MemberRow): MemberView => ({
  ...member,
  joinedAt: joinedAt.toISOString(),
});

/** The members of an organization in the order in which they joined. */
export const listMembers = async (
  { members }: { members: Pick<Members, 'list'> },
  organizationId: OrganizationId,
  { limit, cursor }: PageQuery,
): Promise<Page<MemberView>> => {
  const after = CURSOR.parse(cursor);
  const rows = await members.list(organizationId, limit + 1, after && { ...after, joinedAt: new Date(after.joinedAt) });
  return CURSOR.toPage(rows, limit, toMemberView, ({ userId, joinedAt }) => ({
    ...{ userId, joinedAt: joinedAt.toISOString() },
  }));
};
