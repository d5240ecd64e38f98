import type { SessionTokens } from '@media/contracts';
import type { ApiConfig } from '@media/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OpenedSession } from './start-session.js';
import { DEVICE_SECONDS } from './tokens.js';

export const SESSION_COOKIE = 'refresh_token';
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
 * The refresh token of the cookie, unless another origin made the browser send it. SameSite keeps other sites away, but a
 * subdomain of ours is the same site: browsers that know Sec-Fetch-Site tell, and no script can change it.
 */
export const cookieToken = ({ cookies, headers }: FastifyRequest): string | undefined =>
  /^(cross-site|same-site)$/.test(String(headers['sec-fetch-site'])) ? undefined : cookies[SESSION_COOKIE];

export const deviceCookie = ({ cookies }: FastifyRequest): string | undefined => cookies[DEVICE_COOKIE];
