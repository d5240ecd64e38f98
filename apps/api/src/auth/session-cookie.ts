import type { SessionTokens } from '@media/contracts';
import { AppError } from '@media/core';
import type { ApiConfig } from '@media/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OpenedSession } from './start-session.js';

const NAME = 'refresh_token';

// The path is the root, because the web app shows the API under /api. Lax: no other site can make a browser POST with it.
const attributes = ({ publicUrl }: Pick<ApiConfig, 'publicUrl'>) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: publicUrl.startsWith('https:') }) as const;

/** Answers with the tokens; with `cookie` the refresh token goes where no script can read it. */
export const answerSession = (
  config: Pick<ApiConfig, 'publicUrl'>,
  reply: FastifyReply,
  { tokens, expiresAt }: OpenedSession,
  transport: 'token' | 'cookie',
): SessionTokens => {
  if (transport === 'token') return tokens;
  const { refreshToken, ...shown } = tokens;
  reply.setCookie(NAME, refreshToken, { ...attributes(config), expires: expiresAt });
  return shown;
};

export const forgetSessionCookie = (config: Pick<ApiConfig, 'publicUrl'>, reply: FastifyReply): void => {
  reply.clearCookie(NAME, attributes(config));
};

/**
 * The refresh token of the cookie. Only for a request that says it is JSON: a form of another site cannot say so, and a
 * script of one would have to ask first (CORS). @throws AppError REFRESH_TOKEN_INVALID
 */
export const cookieToken = (request: FastifyRequest): string | undefined => {
  const token = request.cookies[NAME];
  if (token === undefined) return undefined;
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new AppError('REFRESH_TOKEN_INVALID', { reason: 'cookie without JSON' });
  }
  return token;
};
