import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet, { type HelmetOptions } from 'helmet';

/** Players on any site can load playlists. The only page is /docs, which loads nothing from other hosts. */
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
 * Headers of every response, including errors for unreadable requests: security headers, CORS for any origin, and no caching. Most
 * responses contain presigned URLs or data of one organization. Cacheable responses override `cache-control`.
 */
export const defaultHeaders = (isHttps: boolean): DefaultHeaders => {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  helmet(helmetOptions(isHttps))(response.req, response, () => undefined);
  const security = Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]);
  return { ...Object.fromEntries(security), 'access-control-allow-origin': '*', 'cache-control': 'private, no-store' };
};
