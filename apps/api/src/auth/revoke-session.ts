import { AppError, type SessionId, type UserActor } from '@media/core';
import type { Sessions } from '@media/database';
import type { Live } from '@media/runtime';

/** Revokes one of the user's sessions. Its tokens stop working immediately. @throws AppError SESSION_NOT_FOUND, also for another user's session */
export const revokeSession = async (
  { sessions, live }: { sessions: Sessions; live: Live },
  user: UserActor,
  id: SessionId,
): Promise<void> => {
  if (!(await sessions.revoke(user, id))) throw new AppError('SESSION_NOT_FOUND', { id });
  await live.endSessions([id]);
};
