/** A segment as its row describes it; offset and sizes in bytes, times in units of 1/timescale s. */
export type PublishedSegment = {
  offset: number;
  size: number;
  start: number;
  duration: number;
  samples: number;
  keyframeBytes: number;
  /** CRC-32 of its bytes, where whoever published them noted it. */
  crc32?: number;
};

/** A stored CMAF object as its row describes it. */
export type PublishedObject = {
  taskId: string;
  kind: 'video' | 'audio';
  trackIndex: number;
  chunkIndex: number;
  key: string;
  sizeBytes: number;
  initSize: number;
  initHash: string;
  codecs: string;
  timescale: number;
  segments: PublishedSegment[];
};

/** The objects of one rendition or audio track in the order of time. */
export type PublishedTrack<T extends PublishedObject = PublishedObject> = {
  kind: 'video' | 'audio';
  index: number;
  objects: T[];
};

/** Something that is not as it should be; `object` is to blame, where one is. */
export type Fault<T extends PublishedObject = PublishedObject> = { reason: string; object?: T } & Record<
  string,
  unknown
>;

/** Sorts objects by the tracks that a plan has, also those that have none. */
export const tracksOf = <T extends PublishedObject>(
  objects: readonly T[],
  counts: { video: number; audio: number },
): PublishedTrack<T>[] =>
  (['video', 'audio'] as const).flatMap((kind) =>
    Array.from({ length: counts[kind] }, (_, index) => ({
      kind,
      index,
      objects: objects
        .filter((object) => object.kind === kind && object.trackIndex === index)
        .toSorted((a, b) => a.chunkIndex - b.chunkIndex),
    })),
  );
