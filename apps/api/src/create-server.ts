import 'reflect-metadata';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { apiModule } from './api.module.js';
import type { ApiDeps } from './api-deps.js';
import { createServerCloser } from './close-server.js';
import { checkRoutes } from './http/check-routes.js';
import { compressPlaylists } from './http/compress-playlists.js';
import { observeRequests } from './http/observe-requests.js';
import { readJson } from './http/read-json.js';
import { requestIdOf } from './http/request-id.js';

const BODY_LIMIT_BYTES = 256 * 1024;
const PREFLIGHT_SECONDS = 3_600;

/**
 * Any origin may call with a token of its own: no credentials are allowed, so a browser adds none. The session's cookie
 * works on the web app's own origin only.
 */
const CORS = {
  origin: '*',
  methods: ['GET', 'POST', 'PATCH', 'DELETE'],
  allowedHeaders: [
    'authorization',
    'content-type',
    'idempotency-key',
    'last-event-id',
    'x-organization-id',
    'x-request-id',
  ],
  exposedHeaders: ['x-request-id', 'retry-after'],
  maxAge: PREFLIGHT_SECONDS,
};

/** Playlists are meant for players anywhere; the only page we serve is /docs, which loads nothing from elsewhere. */
const helmetOptions = (isHttps: boolean) => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      ...{ 'default-src': ["'none'"], 'script-src': ["'self'"], 'style-src': ["'self'", "'unsafe-inline'"] },
      ...{ 'img-src': ["'self'", 'data:'], 'connect-src': ["'self'"], 'frame-ancestors': ["'none'"] },
      ...{ 'base-uri': ["'none'"], 'form-action': ["'none'"] },
    },
  },
  crossOriginResourcePolicy: { policy: 'cross-origin' as const },
  strictTransportSecurity: isHttps,
});

const createAdapter = ({ config }: ApiDeps): FastifyAdapter =>
  new FastifyAdapter({
    trustProxy: config.trustProxy,
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: requestIdOf,
    requestIdHeader: false,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    routerOptions: {
      ignoreTrailingSlash: false,
      ignoreDuplicateSlashes: false,
      caseSensitive: true,
      maxParamLength: 200,
    },
  });

export type ApiServer = {
  /** Resolves with the address once requests are taken. */
  listen(port: number, host: string): Promise<string>;
  /** Takes no new requests and waits for those under way. */
  close(): Promise<void>;
};

/** The API, ready to listen; nothing listens yet. @throws Error when a route is not in the table of routes */
export const createServer = async (deps: ApiDeps): Promise<ApiServer> => {
  const adapter = createAdapter(deps);
  const server = adapter.getInstance<FastifyInstance>();
  const assertRoutes = checkRoutes(server);
  observeRequests(server, deps);
  compressPlaylists(server);
  await server.register(cookie);
  await server.register(helmet, helmetOptions(deps.config.publicUrl.startsWith('https:')));
  await server.register(cors, CORS);
  const app = await NestFactory.create<NestFastifyApplication>(apiModule(deps), adapter, {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  readJson(server);
  await app.init();
  assertRoutes();
  return {
    listen: async (port, host) => {
      await app.listen({ port, host });
      return app.getUrl();
    },
    close: createServerCloser(app.getHttpServer(), () => app.close()),
  };
};
