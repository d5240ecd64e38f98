import type { SessionView } from '@media/contracts';
import type { ApiDeps } from '../api-deps.js';
import type { Identity } from '../http/caller.js';

/** Where a user is signed in, the session last used first. */
export const listSessions = async (
  { sessions }: Pick<ApiDeps, 'sessions'>,
  { userId, sessionId }: Identity,
): Promise<{ items: SessionView[] }> => {
  const rows = await sessions.list(userId);
  const items = rows.map(({ id, userAgent, createdAt, lastUsedAt, expiresAt }) => ({
    ...{ id, userAgent, isCurrent: id === sessionId },
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }));
  return { items };
};
