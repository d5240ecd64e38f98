import { actorRef } from '@media/core';
import type { Logger, Metrics } from '@media/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { onResponseEnd } from './ended-responses.js';

/** Probes run every few seconds and would fill the log. */
const QUIET = new Set(['/health/live', '/health/ready']);

/** The route of a request as it was declared, without values; `none` if there is no such route. */
export const routeOf = ({
  method,
  routeOptions,
}: FastifyRequest): { method: string; route: string; isProbe: boolean } => {
  const route = routeOptions.url ?? 'none';
  return { method, route, isProbe: QUIET.has(route) };
};

/**
 * One log line and one measurement per request, by route. URLs contain tokens and would create unlimited time series. The duration of event
 * streams isn't measured: it says how long a page was open.
 */
export const observeRequests = (server: FastifyInstance, { log, metrics }: { log: Logger; metrics: Metrics }): void => {
  server.decorateRequest('actor', undefined);
  onResponseEnd(server, (request, reply, { status, isComplete, isStream }) => {
    const { method, route, isProbe } = routeOf(request);
    if (!isStream) metrics.requests.observe({ method, route, status }, reply.elapsedTime / 1_000);
    log[isProbe ? 'trace' : 'info'](
      {
        ...{ requestId: request.id, traceId: request.trace.traceId, method, route, status },
        durationMs: Math.round(reply.elapsedTime),
        ...(!isComplete && !isStream && { isAborted: true }),
        actor: request.actor && actorRef(request.actor),
        organizationId: request.actor?.organizationId,
      },
      'Request completed',
    );
  });
};
