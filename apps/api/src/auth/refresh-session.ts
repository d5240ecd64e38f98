import { randomUUID } from 'node:crypto';
import { AppError } from '@media/core';
import type { ApiDeps } from '../api-deps.js';
import type { OpenedSession } from './start-session.js';
import { ACCESS_SECONDS } from './tokens.js';

type Deps = Pick<ApiDeps, 'accounts' | 'sessions' | 'tokens' | 'limits'>;

/**
 * Spends a refresh token for new tokens. One that was spent before ends the whole session: either the thief or the
 * owner holds a copy, and nobody can tell which (RFC 9700 4.14.2). @throws AppError REFRESH_TOKEN_INVALID, REFRESH_TOKEN_REUSED
 */
export const refreshSession = async (
  { accounts, sessions, tokens, limits }: Deps,
  refreshToken: string | undefined,
  address: string,
): Promise<OpenedSession> => {
  await limits.refresh(address);
  if (!refreshToken) throw new AppError('REFRESH_TOKEN_INVALID', { reason: 'no token' });
  const { userId, sessionId, jti } = await tokens.verifyRefresh(refreshToken);
  const nextJti = randomUUID();
  const outcome = await sessions.rotate(sessionId, jti, nextJti);
  if (outcome === 'reused') throw new AppError('REFRESH_TOKEN_REUSED', { sessionId });
  const [session, user] = await Promise.all([sessions.find(sessionId), accounts.find(userId)]);
  if (outcome === 'ended' || !session || !user) throw new AppError('REFRESH_TOKEN_INVALID', { sessionId, outcome });
  const accessToken = await tokens.signAccess({ userId, sessionId });
  const next = await tokens.signRefresh({ userId, sessionId, jti: nextJti }, session.expiresAt);
  return {
    tokens: { user, accessToken, expiresIn: ACCESS_SECONDS, refreshToken: next },
    expiresAt: session.expiresAt,
  };
};
