/** One video of a run: its arrival, its sequential steps, and its parallelizable encoding. */
export type Load = { arrivesAt: number; serialSeconds: number; encodeSeconds: number };

/**
 * A lower bound in seconds on the makespan with `slots` slots: the maximum over every video's own steps, and over every moment of
 * the encoding that arrives later, spread evenly. Treats encoding as infinitely divisible, so no real schedule reaches it.
 */
export const lowerBound = (loads: readonly Load[], slots: number): number => {
  const own = loads.map(
    ({ arrivesAt, serialSeconds, encodeSeconds }) => arrivesAt + serialSeconds + encodeSeconds / slots,
  );
  const spread = loads.map(({ arrivesAt }) => {
    const later = loads.filter((load) => load.arrivesAt >= arrivesAt);
    return arrivesAt + later.reduce((sum, { encodeSeconds }) => sum + encodeSeconds, 0) / slots;
  });
  return Math.max(...own, ...spread);
};
