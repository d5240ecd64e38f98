import type { SessionTokens } from '@media/contracts';
import { AppError } from '@media/core';
import type { ApiConfig } from '@media/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OpenedSession } from './start-session.js';
import { DEVICE_SECONDS } from './tokens.js';

const SESSION_COOKIE = 'refresh_token';
/** Says that somebody has signed in on this browser before. It opens nothing, and signing out leaves it. */
const DEVICE_COOKIE = 'known_device';

// The path is the root, because the web app shows the API under /api. Lax: no other site can make a browser POST with it.
const attributes = ({ publicUrl }: Pick<ApiConfig, 'publicUrl'>) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: publicUrl.startsWith('https:') }) as const;

/** Answers with the tokens; with `cookie` the refresh token goes where no script can read it. */
export const answerSession = (
  config: Pick<ApiConfig, 'publicUrl'>,
  reply: FastifyReply,
  { tokens, expiresAt, deviceToken }: OpenedSession,
  transport: 'token' | 'cookie',
): SessionTokens => {
  if (transport === 'token') return tokens;
  const { refreshToken, ...shown } = tokens;
  reply.setCookie(SESSION_COOKIE, refreshToken, { ...attributes(config), expires: expiresAt });
  reply.setCookie(DEVICE_COOKIE, deviceToken, { ...attributes(config), maxAge: DEVICE_SECONDS });
  return shown;
};

export const forgetSessionCookie = (config: Pick<ApiConfig, 'publicUrl'>, reply: FastifyReply): void => {
  reply.clearCookie(SESSION_COOKIE, attributes(config));
};

/**
 * The refresh token of the cookie. Only for a request that says it is JSON: a form of another site cannot say so, and a
 * script of one would have to ask first (CORS). @throws AppError REFRESH_TOKEN_INVALID
 */
export const cookieToken = (request: FastifyRequest): string | undefined => {
  const token = request.cookies[SESSION_COOKIE];
  if (token === undefined) return undefined;
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new AppError('REFRESH_TOKEN_INVALID', { reason: 'cookie without JSON' });
  }
  return token;
};

export const deviceCookie = ({ cookies }: FastifyRequest): string | undefined => cookies[DEVICE_COOKIE];
