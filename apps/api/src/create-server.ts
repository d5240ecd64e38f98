import 'reflect-metadata';
import type { Server } from 'node:http';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { apiModule } from './api.module.js';
import type { ApiDeps } from './api-deps.js';
import { createServerCloser } from './close-server.js';
import { checkRoutes } from './http/check-routes.js';
import type { HandledRoute } from './http/collect-routes.js';
import { compressPlaylists } from './http/compress-playlists.js';
import { limitAddresses } from './http/limit-addresses.js';
import { observeRequests } from './http/observe-requests.js';
import { readJson } from './http/read-json.js';
import { refuseMisdirected } from './http/refuse-misdirected.js';
import { traceRequests } from './http/request-trace.js';
import { RouteRegistry } from './http/route-registry.js';
import { createServerFront, type ServerFront } from './http/server-front.js';
import { usualHeaders } from './http/usual-headers.js';
import { limitRequests } from './limits/limit-requests.js';

const BODY_LIMIT_BYTES = 256 * 1024;
const PREFLIGHT_SECONDS = 3_600;

/** How long a client may keep a connection without getting on with its request. */
export type Patience = {
  /** From the first byte of a request, or from the connection, to the end of the headers. */
  headersMs: number;
  /** To the end of the body, which is small. An answer may take as long as it likes. */
  requestMs: number;
  /** Between two requests. Longer than load balancers keep theirs, so that they are the ones to close. */
  keepAliveMs: number;
  /** Without a byte in either direction: a reader that takes nothing. Event streams have heartbeats. */
  idleMs: number;
  /** How often the first two are looked at. */
  lookMs: number;
};
const USUAL_PATIENCE: Patience = {
  ...{ headersMs: 15_000, requestMs: 60_000, keepAliveMs: 72_000, idleMs: 120_000, lookMs: 5_000 },
};

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
    'traceparent',
    'x-organization-id',
    'x-request-id',
  ],
  exposedHeaders: ['x-request-id', 'retry-after', 'ratelimit-policy', 'ratelimit'],
  maxAge: PREFLIGHT_SECONDS,
  // An OPTIONS that is no preflight is answered too, instead of by a sentence of the library's.
  strictPreflight: false,
};

const createAdapter = ({ config }: ApiDeps, front: ServerFront, patience: Patience): FastifyAdapter =>
  new FastifyAdapter({
    trustProxy: config.trustProxy,
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: front.idOf,
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    requestTimeout: patience.requestMs,
    keepAliveTimeout: patience.keepAliveMs,
    connectionTimeout: patience.idleMs,
    http: {
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: patience.lookMs,
      // Node would refuse without a word; see refuseMisdirected.
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

export type ApiServer = {
  routes: readonly HandledRoute[];
  /** Resolves with the address once requests are taken. */
  listen(port: number, host: string): Promise<string>;
  /** Takes no new requests and waits for those under way. */
  close(): Promise<void>;
};

/** The API, ready to listen; nothing listens yet. @throws Error when a handler does not declare who can call it */
export const createServer = async (deps: ApiDeps, patience = USUAL_PATIENCE): Promise<ApiServer> => {
  const front = createServerFront(deps, usualHeaders(deps.config.publicUrl.startsWith('https:')));
  const adapter = createAdapter(deps, front, patience);
  const server = adapter.getInstance<FastifyInstance>();
  front.watch(server.server as Server);
  limitAddresses(server.server as Server, deps);
  const assertRoutes = checkRoutes(server);
  traceRequests(server, front.traceOf);
  observeRequests(server, deps);
  compressPlaylists(server);
  await server.register(cookie);
  await server.register(cors, CORS);
  // After CORS: browsers may read a refusal, and their own questions about origins are answered in any case.
  limitRequests(server, deps);
  const app = await NestFactory.create<NestFastifyApplication>(apiModule(deps), adapter, {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  const { routes } = app.get(RouteRegistry);
  refuseMisdirected(server, routes);
  readJson(server);
  await app.init();
  assertRoutes(routes);
  return {
    routes,
    listen: async (port, host) => {
      await app.listen({ port, host });
      return app.getUrl();
    },
    close: createServerCloser(app.getHttpServer(), () => app.close()),
  };
};
