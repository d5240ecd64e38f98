import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet, { type HelmetOptions } from 'helmet';

/** Playlists are meant for players anywhere; the only page we serve is /docs, which loads nothing from elsewhere. */
const helmetOptions = (isHttps: boolean): HelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      ...{ 'default-src': ["'none'"], 'script-src': ["'self'"], 'style-src': ["'self'", "'unsafe-inline'"] },
      ...{ 'img-src': ["'self'", 'data:'], 'connect-src': ["'self'"], 'frame-ancestors': ["'none'"] },
      ...{ 'base-uri': ["'none'"], 'form-action': ["'none'"] },
    },
  },
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  strictTransportSecurity: isHttps,
});

export type DefaultHeaders = Readonly<Record<string, string>>;

/**
 * What every answer carries, also one to a request that could not be read: the security headers, that any origin may read
 * it, and that nobody may keep it. Most answers hold signed URLs or what belongs to one organization; the few that may be
 * kept say so themselves.
 */
export const defaultHeaders = (isHttps: boolean): DefaultHeaders => {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  helmet(helmetOptions(isHttps))(response.req, response, () => undefined);
  const security = Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]);
  return { ...Object.fromEntries(security), 'access-control-allow-origin': '*', 'cache-control': 'private, no-store' };
};
