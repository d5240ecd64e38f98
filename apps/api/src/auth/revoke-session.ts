import { AppError, type SessionId, type UserActor } from '@media/core';
import type { Sessions } from '@media/database';
import type { Live } from '@media/runtime';

/** Ends a session of the user's own; its tokens stop working at once. @throws AppError SESSION_NOT_FOUND, also for somebody else's */
export const revokeSession = async (
  { sessions, live }: { sessions: Sessions; live: Live },
  user: UserActor,
  id: SessionId,
): Promise<void> => {
  if (!(await sessions.revoke(user.id, id))) throw new AppError('SESSION_NOT_FOUND', { id });
  await live.endSessions([id]);
};
