import type { SessionView } from '@media/contracts';
import type { UserActor } from '@media/core';
import type { Sessions } from '@media/database';

/** The active sessions of a user, most recently used first. */
export const listSessions = async (
  { sessions }: { sessions: Sessions },
  user: UserActor,
): Promise<{ items: SessionView[] }> => {
  const rows = await sessions.list(user.id);
  const items = rows.map(({ id, userAgent, createdAt, lastUsedAt, expiresAt }) => ({
    ...{ id, userAgent, isCurrent: id === user.sessionId },
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }));
  return { items };
};
