import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import { expect, test } from 'vitest';
import { withoutQueries } from './without-queries.js';

test('queries and fragments are removed from addresses before spans are exported, and nothing else', () => {
  const exported: ReadableSpan[] = [];
  const exporter: SpanExporter = { export: (spans) => void exported.push(...spans), shutdown: async () => undefined };
  const attributes = {
    ...{ 'http.target': '/embed/1?token=a', 'http.url': 'https://a.example/s#b', 'url.full': 'https://a.example/c' },
    ...{ 'url.query': 'token=d', 'http.route': '/embed/[id]', 'http.status_code': 200 },
  };
  withoutQueries(exporter).export([{ attributes } as unknown as ReadableSpan], () => undefined);
  expect(exported.map((span) => span.attributes)).toEqual([
    {
      ...{ 'http.target': '/embed/1', 'http.url': 'https://a.example/s', 'url.full': 'https://a.example/c' },
      ...{ 'http.route': '/embed/[id]', 'http.status_code': 200 },
    },
  ]);
});
