import { type RequestActor, requirePermission, responsibleUser, type UserId } from '@media/core';
import type { Members } from '@media/database';

/** Removes a member of the actor's organization. Everybody can leave. @throws AppError FORBIDDEN, and those of `Members.remove` */
export const removeMember = async (
  { members }: { members: Pick<Members, 'remove'> },
  actor: RequestActor,
  userId: UserId,
): Promise<void> => {
  if (actor.type !== 'user' || actor.id !== userId) requirePermission(actor, 'member.manage');
  await members.remove({ organizationId: actor.organizationId, by: responsibleUser(actor), userId });
};
