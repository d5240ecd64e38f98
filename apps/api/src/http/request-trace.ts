import type { IncomingMessage } from 'node:http';
import { parseTraceparent, type TraceContext } from '@media/core';
import { newTrace } from '@media/runtime';
import { recordFailureCode, runIn, type Span, SpanKind, startSpan, traceparentOf } from '@media/tracing';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { onResponseEnd } from './ended-responses.js';
import { routeOf } from './observe-requests.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The trace context for what the request causes: of its span, or the client's, or a new one. */
    trace: TraceContext;
    span: Span | undefined;
  }
}

export type TraceOf = (request: IncomingMessage) => TraceContext;

const SERVER_ERROR = 500;

const givenTo = ({ headers: { traceparent } }: IncomingMessage): string | undefined =>
  typeof traceparent === 'string' ? traceparent : undefined;

/** Returns the trace of a request without a span: from its `traceparent` header or a new one, the same on every call. */
export const createTraces = (): TraceOf => {
  const traces = new WeakMap<IncomingMessage, TraceContext>();
  return (request) => {
    const trace = traces.get(request) ?? parseTraceparent(givenTo(request)) ?? newTrace();
    traces.set(request, trace);
    return trace;
  };
};

/**
 * Adds `trace` to Fastify requests, and records a span for each one except health probes. Paths and queries aren't recorded, because
 * they can contain tokens. Attributes: https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server-span
 */
export const traceRequests = (server: FastifyInstance, withoutSpan: TraceOf): void => {
  server.decorateRequest('span', undefined);
  server.decorateRequest('trace', {
    getter(this: FastifyRequest) {
      return parseTraceparent(this.span && traceparentOf(this.span)) ?? withoutSpan(this.raw);
    },
  });
  server.addHook('onRequest', async (request) => {
    const { method, route, isProbe } = routeOf(request);
    if (isProbe) return;
    const attributes = { 'http.request.method': method, 'http.route': route, 'http.request.id': request.id };
    const parent = givenTo(request.raw) ?? null;
    request.span = startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, parent, attributes });
  });
  // Here, because reading a body loses the context of earlier hooks.
  server.addHook('preHandler', (request, _reply, done) => (request.span ? runIn(request.span, done) : done()));
  onResponseEnd(server, ({ span }, _reply, { status }) => {
    span?.setAttribute('http.response.status_code', status);
    span?.end();
  });
};

/** Puts the code of a problem response into the request's span. Only a fault of the server makes the span a failed one. */
export const traceProblem = ({ span }: FastifyRequest, { status, code }: { status: number; code: string }): void => {
  if (status >= SERVER_ERROR) recordFailureCode(span, code);
  else span?.setAttribute('error.type', code);
};
