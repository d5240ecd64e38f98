import type { IncomingMessage } from 'node:http';
import { parseTraceparent, type TraceContext } from '@media/core';
import { newTrace } from '@media/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** The client's trace context, or a new one. */
    trace: TraceContext;
  }
}

export type TraceOf = (request: IncomingMessage) => TraceContext;

/** Returns the trace of a request: from its `traceparent` header or a new one, the same on every call. */
export const createTraces = (): TraceOf => {
  const traces = new WeakMap<IncomingMessage, TraceContext>();
  return (request) => {
    const { traceparent } = request.headers;
    const given = typeof traceparent === 'string' ? parseTraceparent(traceparent) : undefined;
    const trace = traces.get(request) ?? given ?? newTrace();
    traces.set(request, trace);
    return trace;
  };
};

/** Adds `trace` to Fastify requests. */
export const traceRequests = (server: FastifyInstance, traceOf: TraceOf): void => {
  server.decorateRequest('trace', {
    getter(this: FastifyRequest) {
      return traceOf(this.raw);
    },
  });
};
