import { expect, test } from 'vitest';
import { isTracingOn, startTracing } from './start-tracing.js';

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };

test.each([
  ENDPOINT,
  { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:4318/v1/traces' },
  { OTEL_TRACES_EXPORTER: 'otlp' },
  { ...ENDPOINT, OTEL_SDK_DISABLED: 'false' },
])('%j turns tracing on', (env) => {
  expect(isTracingOn(env)).toBe(true);
});

test.each([
  {},
  { OTEL_EXPORTER_OTLP_ENDPOINT: '' },
  { OTEL_SERVICE_NAME: 'media' },
  { ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' },
  { ...ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' },
])('%j does not', async (env) => {
  expect(isTracingOn(env)).toBe(false);
  expect(await startTracing('api', env, console)).toBeUndefined();
});

test('a protocol that does not exist is refused at the start', async () => {
  const start = startTracing('api', { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/xml' }, console);
  await expect(start).rejects.toThrow('must be grpc, http/protobuf or http/json, not http/xml');
});
