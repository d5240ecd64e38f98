import type { ApiConfig } from '@media/runtime';
import type { FastifyRequest } from 'fastify';

/** RFC 9110 7.2: a host and an optional port, without characters that could end the authority of a URL. */
const HOST = /^[\w.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:.]+\](:\d{1,5})?$/;

/**
 * Base URL of links to this API. Requests through the web app get links to its /api; direct requests get links to the host they
 * used. Only the sender sees the links, so a forged Host header affects nobody else.
 */
export const linkBase = ({ publicUrl }: Pick<ApiConfig, 'publicUrl'>, request: FastifyRequest): string => {
  const { host } = request.headers;
  const isProxied = 'x-forwarded-for' in request.headers || 'x-forwarded-host' in request.headers;
  return isProxied || !host || !HOST.test(host) ? `${publicUrl}/api` : `http://${host}`;
};
