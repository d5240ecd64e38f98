import { formatTraceparent, parseTraceparent } from '@media/core';
import { type Context, isSpanContextValid, ROOT_CONTEXT, type Span, type SpanContext, trace } from '@opentelemetry/api';

/**
 * The `traceparent` that makes what follows a child of a span: for headers, messages and rows. Undefined if nothing records spans and
 * no parent was given.
 */
export const traceparentOf = (span: Span): string | undefined => {
  const { traceId, spanId: parentId, traceFlags } = span.spanContext();
  if (!isSpanContextValid(span.spanContext())) return undefined;
  return formatTraceparent({ traceId, parentId, flags: traceFlags.toString(16).padStart(2, '0') });
};

/** The span that a `traceparent` names. Undefined if it is missing or invalid. */
export const spanContextOf = (traceparent: string | null | undefined): SpanContext | undefined => {
  const parsed = parseTraceparent(traceparent);
  if (!parsed) return undefined;
  const { traceId, parentId: spanId, flags } = parsed;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
};

/** A context whose spans are children of the one that a `traceparent` names, or start a new trace. */
export const contextOf = (traceparent: string | null | undefined): Context => {
  const parent = spanContextOf(traceparent);
  return parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
};
