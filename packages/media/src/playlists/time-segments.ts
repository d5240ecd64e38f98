export type PlaylistSegment = {
  offset: number;
  sizeBytes: number;
  startTicks: number;
  durationTicks: number;
  /** Bytes from `offset` to the end of the key frame that it begins with. */
  keyframeBytes: number;
};

/** One stored object with some segments in it, and the init segment they need: usually the same object's beginning. */
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
  /** In ticks of its own object. */
  ticks: number;
  seconds: number;
};

/**
 * A segment lasts until the next begins: the last sample's own duration is the encoder's guess where frames vary, and
 * players that add durations up look for the next segment where there is none.
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
