import type { ApiConfig } from '@media/runtime';
import type { FastifyRequest } from 'fastify';

/** RFC 9110 7.2: a host and perhaps a port, with nothing that could end it. */
const HOST = /^[\w.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:.]+\](:\d{1,5})?$/;

/**
 * Where links to ourselves begin. Who came through the web app gets links there, under /api; who came straight to the
 * API gets links to the address it used. A link is seen only by who asked for it, so a forged Host fools only its sender.
 */
export const linkBase = ({ publicUrl }: Pick<ApiConfig, 'publicUrl'>, request: FastifyRequest): string => {
  const { host } = request.headers;
  const isProxied = 'x-forwarded-for' in request.headers || 'x-forwarded-host' in request.headers;
  return isProxied || !host || !HOST.test(host) ? `${publicUrl}/api` : `http://${host}`;
};
