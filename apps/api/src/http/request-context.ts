import { type RequestContext, requestContext } from '@media/core';
import type { FastifyRequest } from 'fastify';

/** Where a request came from. The address is that of the client as far as proxies are trusted. */
export const contextOf = ({ ip, headers, id }: Pick<FastifyRequest, 'ip' | 'headers' | 'id'>): RequestContext =>
  requestContext({ ip, userAgent: headers['user-agent'], requestId: id });
