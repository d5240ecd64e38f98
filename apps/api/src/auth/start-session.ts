import { randomUUID } from 'node:crypto';
import type { SessionTokens } from '@media/contracts';
import { AppError } from '@media/core';
import { type Account, newId, type Sessions } from '@media/database';
import type { AuthClient } from './auth-client.js';
import { toUserView } from './to-user-view.js';
import { ACCESS_SECONDS, type RefreshToken, type Tokens } from './tokens.js';

/** Absolute lifetime. Refreshing doesn't extend it (ASVS 5.0, 10.4.8). */
export const SESSION_MS = 30 * 24 * 3_600_000;

/** The result of signing in. The refresh token expires with the session (`expiresAt`); browsers keep the device token longer. */
export type OpenedSession = { tokens: Required<SessionTokens>; expiresAt: Date; deviceToken: string };

type Deps = { sessions: Sessions; tokens: Tokens };
type Agent = Pick<AuthClient, 'context'> & { userAgent: string | undefined };

/** Starts a session after the password was verified. @throws AppError CREDENTIALS_WRONG if the password has changed since */
export const startSession = async (
  { sessions, tokens }: Deps,
  user: Account,
  passwordHash: string,
  { userAgent, context }: Agent,
): Promise<OpenedSession> => {
  const sessionId = newId<'SessionId'>();
  const jti = randomUUID();
  const expiresAt = new Date(Date.now() + SESSION_MS);
  const session = { id: sessionId, userId: user.id, expiresAt, refreshJti: jti };
  const shortAgent = userAgent?.slice(0, 300);
  const opened = { ...session, ...(shortAgent && { userAgent: shortAgent }) };
  const isOpen = await sessions.create(opened, passwordHash, context);
  if (!isOpen) throw new AppError('CREDENTIALS_WRONG', { userId: user.id, reason: 'password changed' });
  return signSession(tokens, user, { userId: user.id, sessionId, jti }, expiresAt);
};

/** Signs the tokens of an open session. */
export const signSession = async (
  tokens: Tokens,
  user: Account,
  refresh: RefreshToken,
  expiresAt: Date,
): Promise<OpenedSession> => {
  const accessToken = await tokens.signAccess(refresh);
  const refreshToken = await tokens.signRefresh(refresh, expiresAt);
  const deviceToken = await tokens.signDevice(refresh);
  return {
    tokens: { user: toUserView(user), accessToken, expiresIn: ACCESS_SECONDS, refreshToken },
    expiresAt,
    deviceToken,
  };
};
