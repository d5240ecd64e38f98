import type { BrowserContext, Request } from 'playwright-core';

/** A request and its response. Times are from performance.now(). */
export type Exchange = {
  method: string;
  url: URL;
  startedAt: number;
  /** Undefined while pending. */
  endedAt: number | undefined;
  status: number | undefined;
  contentType: string;
  /** The compressed body, without headers. 0 until the request has succeeded. */
  sentBytes: number;
  receivedBytes: number;
};

export type NetworkLog = {
  exchanges(): Exchange[];
  /** Requests to this origin, and optionally this path prefix, that started at or after this time. */
  since(startedAt: number, origin: string, path?: string): Exchange[];
  /** Resolves when the sizes of all finished requests are known. */
  settled(): Promise<void>;
};

const begin = (request: Request): Exchange => ({
  method: request.method(),
  url: new URL(request.url()),
  startedAt: performance.now(),
  endedAt: undefined,
  status: undefined,
  contentType: '',
  sentBytes: 0,
  receivedBytes: 0,
});

/** Logs the requests of all pages of a context, like the network tab of a browser. */
export const logNetwork = (context: BrowserContext): NetworkLog => {
  const log = new Map<Request, Exchange>();
  const measuring = new Set<Promise<void>>();
  const end = (request: Request): Exchange => {
    const exchange = log.get(request) ?? begin(request);
    exchange.endedAt = performance.now();
    return exchange;
  };
  const measure = async (request: Request): Promise<void> => {
    const exchange = end(request);
    const sizes = await request.sizes().catch(() => undefined); // its page was closed
    exchange.sentBytes = sizes?.requestBodySize ?? 0;
    exchange.receivedBytes = sizes?.responseBodySize ?? 0;
  };
  context.on('request', (request) => log.set(request, begin(request)));
  context.on('response', (response) => {
    const exchange = log.get(response.request());
    if (!exchange) return;
    exchange.status = response.status();
    exchange.contentType = response.headers()['content-type'] ?? '';
  });
  context.on('requestfailed', end);
  context.on('requestfinished', (request) => {
    const done = measure(request);
    measuring.add(done);
    void done.finally(() => measuring.delete(done));
  });
  const exchanges = () => [...log.values()].filter(({ url }) => url.protocol.startsWith('http'));
  return {
    exchanges,
    since: (startedAt, origin, path = '/') =>
      exchanges().filter(
        (exchange) =>
          exchange.startedAt >= startedAt && exchange.url.origin === origin && exchange.url.pathname.startsWith(path),
      ),
    settled: async () => void (await Promise.all(measuring)),
  };
};

/** The largest number of requests that were pending at the same time. */
export const maxConcurrent = (exchanges: readonly Exchange[]): number => {
  const isPendingAt = (time: number) => (exchange: Exchange) =>
    exchange.startedAt <= time && (exchange.endedAt ?? Number.POSITIVE_INFINITY) > time;
  return Math.max(0, ...exchanges.map(({ startedAt }) => exchanges.filter(isPendingAt(startedAt)).length));
};
