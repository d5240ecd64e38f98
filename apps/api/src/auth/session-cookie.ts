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
 * subdomain or another port of ours is the same site. Browsers tell by Sec-Fetch-Site, which no script can change, and by
 * Origin where the page came by plain http.
 */
export const cookieToken = (config: Pick<ApiConfig, 'publicUrl'>, request: FastifyRequest): string | undefined => {
  const { 'sec-fetch-site': site, origin } = request.headers;
  if (site !== undefined)
    return site === 'same-origin' || site === 'none' ? request.cookies[SESSION_COOKIE] : undefined;
  return origin === undefined || isOurs(origin, config, request) ? request.cookies[SESSION_COOKIE] : undefined;
};

/** The host under which the browser knows us, which the web server hands on, may be another than that of PUBLIC_URL. */
const isOurs = (origin: string, { publicUrl }: Pick<ApiConfig, 'publicUrl'>, { host }: FastifyRequest): boolean =>
  URL.canParse(origin) && (new URL(publicUrl).origin === origin || new URL(origin).host === host);

export const deviceCookie = ({ cookies }: FastifyRequest): string | undefined => cookies[DEVICE_COOKIE];
