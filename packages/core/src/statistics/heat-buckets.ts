/** Parts of equal length in which a heat map divides a video. */
export const HEAT_BUCKETS = 100;

export const emptyHeat = (): number[] => Array.from({ length: HEAT_BUCKETS }, () => 0);
