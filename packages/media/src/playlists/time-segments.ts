export type PlaylistSegment = {
  offset: number;
  sizeBytes: number;
  startTicks: number;
  durationTicks: number;
  /** Bytes from `offset` to the end of its first (key) frame. */
  keyframeBytes: number;
};

/** A stored object with segments, and their init segment, which is usually at the start of the same object. */
export type PlaylistObject = {
  uri: string;
  /** Ticks per second. */
  timescale: number;
  init: { offset: number; sizeBytes: number; sha256: string };
  segments: readonly PlaylistSegment[];
};

export type TimedSegment = {
  object: PlaylistObject;
  segment: PlaylistSegment;
  /** Duration in ticks of its object. */
  ticks: number;
  seconds: number;
};

/**
 * A segment lasts until the next one begins. With variable frame rates, the duration of the last sample is the encoder's guess, and players
 * that add up durations would look for the next segment at the wrong time.
 */
export const timeSegments = (objects: readonly PlaylistObject[]): TimedSegment[] => {
  const flat = objects.flatMap((object) => object.segments.map((segment) => ({ object, segment })));
  return flat.map(({ object, segment }, index) => {
    const next = flat[index + 1];
    const ticks = next ? startIn(object.timescale, next) - segment.startTicks : segment.durationTicks;
    return { object, segment, ticks, seconds: ticks / object.timescale };
  });
};

const startIn = (timescale: number, { object, segment }: Pick<TimedSegment, 'object' | 'segment'>): number =>
  Math.round((segment.startTicks * timescale) / object.timescale);
