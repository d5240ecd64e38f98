import { randomUUID } from 'node:crypto';
import { AppError } from '@media/core';
import type { ApiDeps } from '../api-deps.js';
import type { Client } from './auth-limits.js';
import { type OpenedSession, signSession } from './start-session.js';

type Deps = Pick<ApiDeps, 'accounts' | 'sessions' | 'tokens' | 'limits'>;

/**
 * Spends a refresh token for new tokens. One that was spent before ends the whole session: either the thief or the
 * owner holds a copy, and nobody can tell which (RFC 9700 4.14.2). @throws AppError REFRESH_TOKEN_INVALID, REFRESH_TOKEN_REUSED
 */
export const refreshSession = async (
  { accounts, sessions, tokens, limits }: Deps,
  refreshToken: string | undefined,
  client: Client,
): Promise<OpenedSession> => {
  await limits.refresh(client);
  if (!refreshToken) throw new AppError('REFRESH_TOKEN_INVALID', { reason: 'no token' });
  const { userId, sessionId, jti } = await tokens.verifyRefresh(refreshToken);
  const nextJti = randomUUID();
  const outcome = await sessions.rotate(sessionId, jti, nextJti);
  if (outcome === 'reused') throw new AppError('REFRESH_TOKEN_REUSED', { sessionId });
  const [session, user] = await Promise.all([sessions.find(sessionId), accounts.find(userId)]);
  if (outcome === 'ended' || !session || !user) throw new AppError('REFRESH_TOKEN_INVALID', { sessionId, outcome });
  return signSession(tokens, user, { userId, sessionId, jti: nextJti }, session.expiresAt);
};
