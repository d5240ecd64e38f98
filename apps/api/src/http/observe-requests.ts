import { actorRef } from '@media/core';
import type { Logger, Metrics } from '@media/runtime';
import type { FastifyInstance } from 'fastify';

/** Probes run every few seconds and would fill the log. */
const QUIET = new Set(['/health/live', '/health/ready']);

/** One log line and one measurement per request, by route. URLs contain tokens and would create unlimited time series. */
export const observeRequests = (server: FastifyInstance, { log, metrics }: { log: Logger; metrics: Metrics }): void => {
  server.decorateRequest('actor', undefined);
  server.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    const status = reply.raw.statusCode;
    metrics.requests.observe({ method, route, status }, reply.elapsedTime / 1_000);
    log[QUIET.has(route) ? 'trace' : 'info'](
      {
        ...{ requestId: request.id, traceId: request.trace.traceId, method, route, status },
        durationMs: Math.round(reply.elapsedTime),
        actor: request.actor && actorRef(request.actor),
        organizationId: request.actor?.organizationId,
      },
      'Request completed',
    );
  });
};
