export { type Span, SpanKind } from '@opentelemetry/api';
export { activeSpan, inSpan, linkTo, recordFailureCode, runIn, type SpanFacts, startSpan } from './in-span.js';
export { traceparentOf } from './traceparent.js';
