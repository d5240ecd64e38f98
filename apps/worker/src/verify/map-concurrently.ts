/** Requests at a time: enough to hide the store's latency, few enough to leave it to those who encode and to hold little. */
const CONCURRENCY = 2;

/** Maps in order, a few at a time. The first that throws ends it. */
export const mapConcurrently = async <T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += CONCURRENCY)
    results.push(...(await Promise.all(items.slice(at, at + CONCURRENCY).map(map))));
  return results;
};
