import { AppError, type SessionId, type UserActor } from '@media/core';
import type { ApiDeps } from '../api-deps.js';

/** Ends a session of the user's own; its tokens stop working at once. @throws AppError SESSION_NOT_FOUND, also for somebody else's */
export const revokeSession = async (
  { sessions, live }: Pick<ApiDeps, 'sessions' | 'live'>,
  user: UserActor,
  id: SessionId,
): Promise<void> => {
  if (!(await sessions.revoke(user.id, id))) throw new AppError('SESSION_NOT_FOUND', { id });
  await live.endSessions([id]);
};
