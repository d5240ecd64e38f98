import { type RequestActor, requirePermission, type UserId } from '@media/core';
import type { Members } from '@media/database';
import type { Live } from '@media/runtime';

/** Removes a member of the actor's organization, whose streams end. Everybody can leave. @throws AppError FORBIDDEN, and those of `Members.remove` */
export const removeMember = async (
  { members, live }: { members: Pick<Members, 'remove'>; live: Pick<Live, 'changeAccess'> },
  actor: RequestActor,
  userId: UserId,
): Promise<void> => {
  if (actor.type !== 'user' || actor.id !== userId) requirePermission(actor, 'member.manage');
  const { organizationId } = actor;
  await members.remove({ actor, userId });
  await live.changeAccess({ organizationId, userId });
};
