import type { SpanExporter } from '@opentelemetry/sdk-trace';

/** Attributes that contain an address, by current and earlier semantic conventions. Next.js sets the earlier ones. */
const ADDRESSES = ['url.full', 'url.path', 'http.url', 'http.target'];

/** Removes queries from addresses before spans are exported: they can contain tokens. */
export const withoutQueries = (exporter: SpanExporter): SpanExporter => ({
  export: (spans, done) => {
    for (const { attributes } of spans) {
      for (const name of ADDRESSES) {
        const value = attributes[name];
        if (typeof value === 'string') attributes[name] = value.replace(/[?#].*$/s, '');
      }
      delete attributes['url.query'];
    }
    exporter.export(spans, done);
  },
  shutdown: () => exporter.shutdown(),
  ...(exporter.forceFlush && { forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve() }),
});
