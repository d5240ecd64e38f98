import type { BrowserContext, Request } from 'playwright-core';

/** One request and what came of it. Times are of performance.now(). */
export type Exchange = {
  method: string;
  url: URL;
  startedAt: number;
  /** Undefined while it is under way. */
  endedAt: number | undefined;
  status: number | undefined;
  contentType: string;
  /** As it travelled: compressed, without headers. 0 until it has ended well. */
  sentBytes: number;
  receivedBytes: number;
};

export type NetworkLog = {
  exchanges(): Exchange[];
  /** Those begun since, of this origin and, if told, by this beginning of their path. */
  since(startedAt: number, origin: string, path?: string): Exchange[];
  /** When everything that is to be measured has been measured. */
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

/** Writes down what all pages of a context send and receive, as the browser's network tab shows it. */
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
    const sizes = await request.sizes().catch(() => undefined); // its page is gone
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

/** How many of them were under way at the same time, at most. */
export const mostAtOnce = (exchanges: readonly Exchange[]): number => {
  const isUnderWayAt = (time: number) => (exchange: Exchange) =>
    exchange.startedAt <= time && (exchange.endedAt ?? Number.POSITIVE_INFINITY) > time;
  return Math.max(0, ...exchanges.map(({ startedAt }) => exchanges.filter(isUnderWayAt(startedAt)).length));
};
