import { inSpan, SpanKind } from '@media/tracing';

/**
 * Calls the API in a span, whose trace context the headers carry. Without tracing, the browser's is passed on.
 * Attributes: https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span
 */
export const callInSpan = (
  method: string,
  headers: Headers,
  call: (headers: Headers) => Promise<Response>,
): Promise<Response> => {
  const kind = SpanKind.CLIENT;
  return inSpan(method, { kind, attributes: { 'http.request.method': method } }, async (span, traceparent) => {
    if (traceparent) headers.set('traceparent', traceparent);
    const response = await call(headers);
    span.setAttribute('http.response.status_code', response.status);
    return response;
  });
};
