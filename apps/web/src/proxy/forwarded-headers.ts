/** Hop-by-hop headers (RFC 9110 section 7.6.1), and headers that the proxy sets itself. */
const NEVER_FORWARDED = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'expect',
  'accept-encoding',
]);

const withoutHopByHop = (headers: Headers, alsoDropped: readonly string[] = []): Headers => {
  // The Connection header lists more hop-by-hop headers.
  const named = (headers.get('connection') ?? '').toLowerCase().split(/\s*,\s*/);
  const kept = [...headers].filter(
    ([name]) => !NEVER_FORWARDED.has(name) && !named.includes(name) && !alsoDropped.includes(name),
  );
  return new Headers(kept);
};

/** The headers of a browser's request for the API. */
export const requestHeaders = (incoming: Headers): Headers => {
  const headers = withoutHopByHop(incoming);
  // Next.js compresses for the browser. Compression on this hop would only add buffering.
  headers.set('accept-encoding', 'identity');
  return headers;
};

/** The headers of the API's response for the browser. */
export const responseHeaders = (upstream: Headers): Headers => {
  const headers = withoutHopByHop(upstream, ['set-cookie']);
  // One header per cookie: they can't be joined by commas, because dates contain commas.
  for (const cookie of upstream.getSetCookie()) headers.append('set-cookie', cookie);
  if (headers.get('content-type')?.startsWith('text/event-stream')) {
    // `no-transform` prevents compression, here and in other proxies, which would delay events.
    headers.set('cache-control', 'no-cache, no-transform');
    headers.set('x-accel-buffering', 'no');
  }
  return headers;
};
