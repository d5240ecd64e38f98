/** The API divides videos in as many parts (HEAT_BUCKETS in core). */
const BUCKETS = 100;
/** The API takes 200 at once. */
const MOST_BUCKETS = 150;

/** The body of a beacon. */
export type BeaconBody = { play: boolean; watchedMs: number; buckets: number[] };

/** Measures what is played of a video, from positions in milliseconds. The duration is undefined until it is known. Pure. */
export const createWatchMeter = () => {
  let last: number | undefined;
  let bucket: number | undefined;
  let watched: BeaconBody = nothing();

  const enter = (from: number, to: number, durationMs: number): void => {
    const bucketOf = (ms: number) => Math.min(BUCKETS - 1, Math.floor((ms / durationMs) * BUCKETS));
    for (let entered = bucketOf(from); entered <= bucketOf(to); entered += 1) {
      if (entered !== bucket && watched.buckets.length < MOST_BUCKETS) watched.buckets.push(entered);
      bucket = entered;
    }
  };

  return {
    /** The video was started. */
    start: (): void => {
      watched.play = true;
    },
    /** Playback is at a position, where it got by playing since the last one. */
    playTo: (ms: number, durationMs: number | undefined): void => {
      const from = last;
      last = ms;
      if (from === undefined || ms <= from) return;
      watched.watchedMs += ms - from;
      if (durationMs !== undefined && durationMs > 0) enter(from, ms, durationMs);
    },
    /** Playback stops, or continues elsewhere. */
    jump: (): void => {
      last = undefined;
    },
    /** Whether there is so much that it shouldn't wait. */
    isFull: (): boolean => watched.buckets.length >= MOST_BUCKETS,
    /** What has happened since the last call; undefined if nothing has. */
    take: (): BeaconBody | undefined => {
      const { play, watchedMs, buckets } = watched;
      watched = nothing();
      return play || watchedMs > 0 ? { play, watchedMs: Math.round(watchedMs), buckets } : undefined;
    },
  };
};

const nothing = (): BeaconBody => ({ play: false, watchedMs: 0, buckets: [] });
