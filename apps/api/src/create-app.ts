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
import { limitBodies } from './http/limit-bodies.js';
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

/** Any origin can call the API with a token. Credentials aren't allowed, so the session cookie only works on the web app's origin. */
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
  // Also handles OPTIONS requests that aren't preflights. The library would reject them with plain text.
  strictPreflight: false,
};

export type AppOptions = { config: ApiConfig; log: Logger; timeouts?: ServerTimeouts };

/** Hooks that run before Nest's handlers, in this order. */
const addHooks = async (server: FastifyInstance, app: NestFastifyApplication, { config, log }: AppOptions) => {
  const metrics = app.get<Metrics>(METRICS);
  limitConnectionsPerAddress(server.server, { config, log, metrics });
  observeRequests(server, { log, metrics });
  compressPlaylists(server);
  await server.register(cookie);
  await server.register(cors, CORS);
  // After CORS, so that browsers can read the errors and preflights aren't limited.
  limitRequests(server, { requestLimits: app.get<RequestLimits>(REQUEST_LIMITS) });
  limitBodies(server, app.get(RouteRegistry).routes);
  checkRequestTarget(server, app.get(RouteRegistry).routes);
  readJson(server);
};

/**
 * Creates the application for a module that imports ApiModule. It doesn't listen yet.
 * @throws Error if a handler doesn't declare its access, or a route isn't declared with `@Handles`
 */
export const createApp = async (root: DynamicModule, options: AppOptions): Promise<NestFastifyApplication> => {
  const { config, log, timeouts = SERVER_TIMEOUTS } = options;
  const front = createServerFront({ log }, defaultHeaders(config.publicUrl.startsWith('https:')));
  const adapter = createAdapter(config, front, timeouts);
  const server = adapter.getInstance<FastifyInstance>();
  front.attach(server.server as Server);
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
