/** Hides some of the store's latency, but leaves bandwidth for encoding and keeps memory low. */
const CONCURRENCY = 2;

/** Maps in order, a few at a time. Stops at the first error. */
export const mapConcurrently = async <T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += CONCURRENCY)
    results.push(...(await Promise.all(items.slice(at, at + CONCURRENCY).map(map))));
  return results;
};
