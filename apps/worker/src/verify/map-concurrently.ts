/** Requests at a time: enough to hide the store's latency, few enough to leave it to those who encode and to hold little. */
const AT_A_TIME = 2;

/** Maps in order, a few at a time. The first that throws ends it. */
export const mapSome = async <T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += AT_A_TIME)
    results.push(...(await Promise.all(items.slice(at, at + AT_A_TIME).map(map))));
  return results;
};
