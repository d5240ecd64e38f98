import { randomUUID } from 'node:crypto';
import { AppError } from '@media/core';
import type { Accounts, Sessions } from '@media/database';
import type { Live } from '@media/runtime';
import type { AuthLimits } from '../limits/auth-limits.js';
import type { AuthClient } from './auth-client.js';
import { type OpenedSession, signSession } from './start-session.js';
import type { Tokens } from './tokens.js';

type Deps = { accounts: Accounts; sessions: Sessions; tokens: Tokens; limits: AuthLimits; live: Live };

/**
 * Exchanges a refresh token for new tokens. Reusing a token revokes the whole session, because a thief and the owner can't be
 * distinguished (RFC 9700 4.14.2). Within a few seconds of its first use, it returns the same new token again: concurrent tabs and
 * retried requests reuse tokens legitimately.
 * @throws AppError REFRESH_TOKEN_INVALID, REFRESH_TOKEN_REUSED, RATE_LIMITED
 */
export const refreshSession = async (
  { accounts, sessions, tokens, limits, live }: Deps,
  refreshToken: string | undefined,
  client: AuthClient,
): Promise<OpenedSession> => {
  await limits.checkRefresh(client);
  if (!refreshToken) throw new AppError('REFRESH_TOKEN_INVALID', { reason: 'no token' });
  const { userId, sessionId, jti } = await tokens.verifyRefresh(refreshToken);
  const rotation = await sessions.rotate(sessionId, jti, randomUUID(), client.context);
  if (rotation.outcome === 'reused') {
    await live.endSessions([sessionId]);
    throw new AppError('REFRESH_TOKEN_REUSED', { sessionId });
  }
  if (rotation.outcome === 'ended') throw new AppError('REFRESH_TOKEN_INVALID', { sessionId });
  const [session, user] = await Promise.all([sessions.find(sessionId), accounts.find(userId)]);
  if (!session || !user)
    throw new AppError('REFRESH_TOKEN_INVALID', { sessionId, reason: 'session or account deleted' });
  return signSession(tokens, user, { userId, sessionId, jti: rotation.jti }, session.expiresAt);
};
