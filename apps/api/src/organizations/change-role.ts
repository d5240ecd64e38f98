import type { MemberView } from '@media/contracts';
import { AppError, hasRole, type RequestActor, type Role, type UserId } from '@media/core';
import type { Members } from '@media/database';
import type { Live } from '@media/runtime';
import { toMemberView } from './list-members.js';

/**
 * Gives a member another role. An API key can only give roles whose permissions it has, so that it can't give a person more than it
 * has itself.
 * @throws AppError ROLE_TOO_HIGH, and those of `Members.changeRole`
 */
export const changeRole = async (
  { members, live }: { members: Pick<Members, 'changeRole'>; live: Pick<Live, 'changeAccess'> },
  actor: RequestActor,
  userId: UserId,
  role: Role,
): Promise<MemberView> => {
  if (!hasRole(actor, role)) throw new AppError('ROLE_TOO_HIGH', { role });
  const { organizationId } = actor;
  const member = await members.changeRole({ actor, userId }, role);
  await live.changeAccess({ organizationId, userId });
  return toMemberView(member);
};
