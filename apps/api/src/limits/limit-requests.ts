import { networkOf } from '@media/runtime/http';
import type { FastifyInstance } from 'fastify';
import { quotaHeaders } from './quota-headers.js';
import type { RequestLimits } from './request-limits.js';

/** Health probes must work under load. */
const UNLIMITED = new Set(['/health/live', '/health/ready']);

/** Counts every request by its network before anything else, including requests without a route. */
export const limitRequests = (server: FastifyInstance, { requestLimits }: { requestLimits: RequestLimits }): void => {
  server.addHook('onRequest', async (request, reply) => {
    if (UNLIMITED.has(request.routeOptions.url ?? '')) return;
    await requestLimits.network(networkOf(request.ip), quotaHeaders(reply));
  });
};
