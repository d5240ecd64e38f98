import 'reflect-metadata';
import type { Server } from 'node:http';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import type { ApiConfig, Logger, Metrics } from '@media/runtime';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { checkRequestTarget } from './http/check-request-target.js';
import { checkRoutes } from './http/check-routes.js';
import { compressPlaylists } from './http/compress-playlists.js';
import { createAdapter } from './http/create-adapter.js';
import { defaultHeaders } from './http/default-headers.js';
import { limitConnectionsPerAddress } from './http/limit-connections-per-address.js';
import { observeRequests } from './http/observe-requests.js';
import { readJson } from './http/read-json.js';
import { traceRequests } from './http/request-trace.js';
import { RouteRegistry } from './http/route-registry.js';
import { createServerFront } from './http/server-front.js';
import { SERVER_TIMEOUTS, type ServerTimeouts } from './http/server-timeouts.js';
import { createNestLogger } from './infrastructure/nest-logger.js';
import { METRICS } from './infrastructure/process.module.js';
import { limitRequests } from './limits/limit-requests.js';
import { REQUEST_LIMITS } from './limits/limits.module.js';
import type { RequestLimits } from './limits/request-limits.js';

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
    'traceparent',
    'x-organization-id',
    'x-request-id',
  ],
  exposedHeaders: ['x-request-id', 'retry-after', 'ratelimit-policy', 'ratelimit'],
  maxAge: PREFLIGHT_SECONDS,
  // An OPTIONS that is no preflight is answered too, instead of by a sentence of the library's.
  strictPreflight: false,
};

export type AppOptions = { config: ApiConfig; log: Logger; timeouts?: ServerTimeouts };

/** Hooks that run before Nest has found a handler, in this order. */
const addHooks = async (server: FastifyInstance, app: NestFastifyApplication, { config, log }: AppOptions) => {
  const metrics = app.get<Metrics>(METRICS);
  limitConnectionsPerAddress(server.server, { config, log, metrics });
  observeRequests(server, { log, metrics });
  compressPlaylists(server);
  await server.register(cookie);
  await server.register(cors, CORS);
  // After CORS: browsers may read a refusal, and their own questions about origins are answered in any case.
  limitRequests(server, { requestLimits: app.get<RequestLimits>(REQUEST_LIMITS) });
  checkRequestTarget(server, app.get(RouteRegistry).routes);
  readJson(server);
};

/**
 * The application of a module that imports ApiModule, ready to listen; nothing listens yet.
 * @throws Error when a handler does not declare who can call it, or a route is served in another way
 */
export const createApp = async (root: DynamicModule, options: AppOptions): Promise<NestFastifyApplication> => {
  const { config, log, timeouts = SERVER_TIMEOUTS } = options;
  const front = createServerFront({ log }, defaultHeaders(config.publicUrl.startsWith('https:')));
  const adapter = createAdapter(config, front, timeouts);
  const server = adapter.getInstance<FastifyInstance>();
  front.watch(server.server as Server);
  traceRequests(server, front.traceOf);
  const assertRoutes = checkRoutes(server);
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    bodyParser: false,
    logger: createNestLogger(log),
    abortOnError: false,
  });
  await addHooks(server, app, options);
  await app.init();
  assertRoutes(app.get(RouteRegistry).routes);
  return app;
};
