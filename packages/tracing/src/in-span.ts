import { AppError } from '@media/core';
import { type Attributes, context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { contextOf, spanContextOf, traceparentOf } from './traceparent.js';

const tracer = trace.getTracer('media-processor');

export type SpanFacts = {
  /** Who calls whom; defaults to INTERNAL, a step within one process. */
  kind?: SpanKind;
  /** Names of OpenTelemetry's semantic conventions where there are any (https://opentelemetry.io/docs/specs/semconv/). */
  attributes?: Attributes;
  /** `traceparent` from another process; null starts a new trace. Without it, the parent is the span in which this code runs. */
  parent?: string | null;
};

/** Starts a span, which the caller must end. Does nothing unless `startTracing` has turned tracing on. */
export const startSpan = (name: string, { kind = SpanKind.INTERNAL, attributes = {}, parent }: SpanFacts = {}): Span =>
  tracer.startSpan(name, { kind, attributes }, parent === undefined ? context.active() : contextOf(parent));

/** The span in which this code runs. */
export const activeSpan = (): Span | undefined => trace.getSpan(context.active());

/** Runs code in a span that someone else ends. */
export const runIn = <T>(span: Span, run: () => T): T => context.with(trace.setSpan(context.active(), span), run);

/** Runs work in a span. What it awaits becomes a child. `traceparent` is for messages and rows that continue it. */
export const inSpan = async <T>(
  name: string,
  facts: SpanFacts,
  run: (span: Span, traceparent: string | undefined) => Promise<T>,
): Promise<T> => {
  const span = startSpan(name, facts);
  try {
    return await runIn(span, () => run(span, traceparentOf(span)));
  } catch (error) {
    recordFailureCode(span, codeOf(error));
    throw error;
  } finally {
    span.end();
  }
};

/** Links a span to earlier work that it repeats or continues. */
export const linkTo = (span: Span | undefined, traceparent: string | null | undefined): void => {
  const earlier = spanContextOf(traceparent);
  if (earlier) span?.addLink({ context: earlier });
};

/**
 * Marks a span as failed, with a code from the error catalog (https://opentelemetry.io/docs/specs/semconv/general/recording-errors/).
 * No message: it could repeat what a user typed.
 */
export const recordFailureCode = (span: Span | undefined, code: string): void => {
  span?.setStatus({ code: SpanStatusCode.ERROR });
  span?.setAttribute('error.type', code);
};

const codeOf = (error: unknown): string => {
  if (error instanceof AppError) return error.code;
  return error instanceof Error ? error.name : '_OTHER';
};
