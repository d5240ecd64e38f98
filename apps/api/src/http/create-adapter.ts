import type { ApiConfig } from '@media/runtime';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { ServerFront } from './server-front.js';
import type { ServerTimeouts } from './server-timeouts.js';

const BODY_LIMIT_BYTES = 256 * 1024;

/** Nest's adapter for a Fastify server with these client timeouts. */
export const createAdapter = (
  { trustProxy }: Pick<ApiConfig, 'trustProxy'>,
  front: ServerFront,
  timeouts: ServerTimeouts,
): FastifyAdapter =>
  new FastifyAdapter({
    trustProxy,
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: front.idOf,
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    requestTimeout: timeouts.requestMs,
    keepAliveTimeout: timeouts.keepAliveMs,
    connectionTimeout: timeouts.idleMs,
    http: {
      headersTimeout: timeouts.headersMs,
      connectionsCheckingInterval: timeouts.checkEveryMs,
      // Node would respond without a body; see checkRequestTarget.
      requireHostHeader: false,
    },
    clientErrorHandler: front.onClientError,
    frameworkErrors: front.onFrameworkError,
    routerOptions: {
      ignoreTrailingSlash: false,
      ignoreDuplicateSlashes: false,
      caseSensitive: true,
      maxParamLength: 200,
    },
  });
