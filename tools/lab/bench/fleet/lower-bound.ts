/** One video of a run: when it came, what must happen one after another around the encoding, and the encoding itself. */
export type Load = { arrivesAt: number; serialSeconds: number; encodeSeconds: number };

/**
 * A time, in seconds from the start, before which nobody could have ended all of it with so many slots: for every moment,
 * all encoding that came after it, spread without a gap; for every video, its own steps. Divisible at will, so no schedule reaches it.
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
