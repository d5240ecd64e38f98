import { AppError, type SessionId } from '@media/core';
import type { ApiDeps } from '../api-deps.js';
import type { Identity } from '../http/caller.js';

/** Ends a session of the caller's own; its tokens stop working at once. @throws AppError SESSION_NOT_FOUND, also for somebody else's */
export const revokeSession = async (
  { sessions, live }: Pick<ApiDeps, 'sessions' | 'live'>,
  { userId }: Identity,
  id: SessionId,
): Promise<void> => {
  if (!(await sessions.revoke(userId, id))) throw new AppError('SESSION_NOT_FOUND', { id });
  await live.endSessions([id]);
};
