/** RFC 9110 section 7.6.1: meant for one connection only; and what this side of the proxy decides by itself. */
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
  // A Connection header names further headers of this connection only.
  const named = (headers.get('connection') ?? '').toLowerCase().split(/\s*,\s*/);
  const kept = [...headers].filter(
    ([name]) => !NEVER_FORWARDED.has(name) && !named.includes(name) && !alsoDropped.includes(name),
  );
  return new Headers(kept);
};

/** What the API gets to see of a browser's request. */
export const requestHeaders = (incoming: Headers): Headers => {
  const headers = withoutHopByHop(incoming);
  // Next.js compresses towards the browser; between us it would only buffer.
  headers.set('accept-encoding', 'identity');
  return headers;
};

/** What the browser gets to see of the API's answer. */
export const responseHeaders = (answered: Headers): Headers => {
  const headers = withoutHopByHop(answered, ['set-cookie']);
  // One header per cookie: joined by commas they could not be told apart.
  for (const cookie of answered.getSetCookie()) headers.append('set-cookie', cookie);
  if (headers.get('content-type')?.startsWith('text/event-stream')) {
    // `no-transform` keeps compression, ours and that of proxies before us, from holding messages back.
    headers.set('cache-control', 'no-cache, no-transform');
    headers.set('x-accel-buffering', 'no');
  }
  return headers;
};
