export type MediaKind = 'video' | 'audio';

/** A part of a CMAF object that players request by byte range. Offset and sizes in bytes, times in units of 1/timescale s. */
export type MediaSegment = {
  offset: number;
  size: number;
  start: number;
  duration: number;
  samples: number;
  /** Bytes from `offset` to the end of the first (key) frame, for I-frame playlists. */
  keyframeBytes: number;
  crc32?: number;
};

/** A stored CMAF object: an init segment and the segments of one chunk or piece of a track. */
export type MediaObject = {
  kind: MediaKind;
  trackIndex: number;
  chunkIndex: number;
  key: string;
  sizeBytes: number;
  initSize: number;
  /** SHA-256 of the init segment, in hexadecimal. */
  initHash: string;
  /** RFC 6381 codec string. */
  codecs: string;
  timescale: number;
  segments: MediaSegment[];
};

/** The objects of one track in chronological order. */
export const objectsOfTrack = <T extends Pick<MediaObject, 'kind' | 'trackIndex' | 'chunkIndex'>>(
  objects: readonly T[],
  kind: MediaKind,
  trackIndex: number,
): T[] =>
  objects
    .filter((object) => object.kind === kind && object.trackIndex === trackIndex)
    .toSorted((a, b) => a.chunkIndex - b.chunkIndex);

type Timed = { objects: readonly Pick<MediaObject, 'timescale' | 'segments'>[] };

/** The end of a track's last sample, in ticks of the track from the start of the video. */
export const endTicksOf = ({ objects }: Timed): number => {
  const segment = objects.at(-1)?.segments.at(-1);
  return segment ? segment.start + segment.duration : 0;
};

/** The end of a track's last sample, in seconds from the start of the video. */
export const endSecondsOf = (track: Timed): number => endTicksOf(track) / (track.objects.at(-1)?.timescale ?? 1);
