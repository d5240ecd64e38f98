import type { SessionTokens } from '@media/contracts';
import type { ApiConfig } from '@media/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OpenedSession } from './start-session.js';
import { DEVICE_SECONDS } from './tokens.js';

export const SESSION_COOKIE = 'refresh_token';
/** Marks a browser in which the user has signed in before. It grants no access and survives signing out. */
const DEVICE_COOKIE = 'known_device';

// The path is `/`, because the web app proxies the API under /api. With Lax, browsers don't send it with POSTs from other sites.
const attributes = ({ publicUrl }: Pick<ApiConfig, 'publicUrl'>) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: publicUrl.startsWith('https:') }) as const;

/** Returns the tokens for the response body. With `cookie`, the refresh token is set as an httpOnly cookie instead. */
export const sendSession = (
  config: Pick<ApiConfig, 'publicUrl'>,
  reply: FastifyReply,
  { tokens, expiresAt, deviceToken }: OpenedSession,
  transport: 'token' | 'cookie',
): SessionTokens => {
  if (transport === 'token') return tokens;
  const { refreshToken, ...body } = tokens;
  reply.setCookie(SESSION_COOKIE, refreshToken, { ...attributes(config), expires: expiresAt });
  reply.setCookie(DEVICE_COOKIE, deviceToken, { ...attributes(config), maxAge: DEVICE_SECONDS });
  return body;
};

export const clearSessionCookie = (config: Pick<ApiConfig, 'publicUrl'>, reply: FastifyReply): void => {
  reply.clearCookie(SESSION_COOKIE, attributes(config));
};

/**
 * The refresh token from the cookie, unless the request comes from another origin. SameSite blocks other sites, but not other
 * subdomains or ports. Browsers send Sec-Fetch-Site, which scripts can't change, or only Origin for pages on plain HTTP.
 */
export const cookieToken = (config: Pick<ApiConfig, 'publicUrl'>, request: FastifyRequest): string | undefined => {
  const { 'sec-fetch-site': site, origin } = request.headers;
  if (site !== undefined)
    return site === 'same-origin' || site === 'none' ? request.cookies[SESSION_COOKIE] : undefined;
  return origin === undefined || isOwnOrigin(origin, config, request) ? request.cookies[SESSION_COOKIE] : undefined;
};

/** Also accepts the host that the browser used, forwarded by the web server: it can differ from the one in PUBLIC_URL. */
const isOwnOrigin = (origin: string, { publicUrl }: Pick<ApiConfig, 'publicUrl'>, { host }: FastifyRequest): boolean =>
  URL.canParse(origin) && (new URL(publicUrl).origin === origin || new URL(origin).host === host);

export const deviceCookie = ({ cookies }: FastifyRequest): string | undefined => cookies[DEVICE_COOKIE];
