/** What a track is, and its place among those of its kind in the plan. */
export type MediaKind = 'video' | 'audio';

/** What a player can request of a CMAF object by byte range; offset and sizes in bytes, times in units of 1/timescale s. */
export type MediaSegment = {
  offset: number;
  size: number;
  start: number;
  duration: number;
  samples: number;
  /** Bytes from `offset` that hold the first (key) frame: what an I-frame playlist names. */
  keyframeBytes: number;
  /** CRC-32 of its bytes. */
  crc32?: number;
};

/** A stored CMAF object: an init segment and the segments of one chunk, or one piece, of one track. */
export type MediaObject = {
  kind: MediaKind;
  trackIndex: number;
  chunkIndex: number;
  key: string;
  sizeBytes: number;
  initSize: number;
  /** SHA-256 of the init segment, in hexadecimal. */
  initHash: string;
  /** RFC 6381. */
  codecs: string;
  timescale: number;
  segments: MediaSegment[];
};

/** The objects of one track in the order of time, from whatever holds those of all. */
export const objectsOfTrack = <T extends Pick<MediaObject, 'kind' | 'trackIndex' | 'chunkIndex'>>(
  objects: readonly T[],
  kind: MediaKind,
  trackIndex: number,
): T[] =>
  objects
    .filter((object) => object.kind === kind && object.trackIndex === trackIndex)
    .toSorted((a, b) => a.chunkIndex - b.chunkIndex);

type Timed = { objects: readonly Pick<MediaObject, 'timescale' | 'segments'>[] };

/** When the last sample of a track ends, in ticks of the track from the video's start. */
export const endTicksOf = ({ objects }: Timed): number => {
  const segment = objects.at(-1)?.segments.at(-1);
  return segment ? segment.start + segment.duration : 0;
};

/** When the last sample of a track ends, in seconds from the video's start. */
export const endSecondsOf = (track: Timed): number => endTicksOf(track) / (track.objects.at(-1)?.timescale ?? 1);
