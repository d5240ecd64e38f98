import { emptyHeat, HEAT_BUCKETS } from './heat-buckets.js';
import type { ViewCounts } from './view-counts.js';

/** What a player reports. */
export type Beacon = {
  /** Whether the video was started. */
  play: boolean;
  watchedMs: number;
  /** The parts of the video that playback has entered since the last beacon. */
  buckets: readonly number[];
};

/** How much of it is plausible, by what is known about the viewer. */
export type Admitted = { isPlay: boolean; isNewSession: boolean; watchedMs: number };

/** Whoever jumps around in a long video watches at least so much of each part. */
const LEAST_PER_BUCKET_MS = 1_000;

/** No more parts than fit into the admitted time: entering one takes its length, or a second after a jump. */
const mostBuckets = (watchedMs: number, durationMs: number): number =>
  Math.ceil(watchedMs / Math.min(LEAST_PER_BUCKET_MS, durationMs / HEAT_BUCKETS));

/** What a beacon adds to the statistics. Pure. */
export const countBeacon = ({ buckets }: Beacon, admitted: Admitted, durationMs: number): ViewCounts => {
  const { isPlay, isNewSession, watchedMs } = admitted;
  const heat = emptyHeat();
  const most = durationMs > 0 ? mostBuckets(watchedMs, durationMs) : 0;
  for (const bucket of buckets.slice(0, most)) heat[bucket] = (heat[bucket] ?? 0) + 1;
  return { plays: isPlay ? 1 : 0, sessions: isNewSession ? 1 : 0, watchedMs, heat };
};
