import type { MediaObject } from '@media/core';
import type { ParsedCmaf } from '@media/media';

type ObjectIdentity = Pick<MediaObject, 'kind' | 'trackIndex' | 'chunkIndex' | 'key'>;

/** The row that makes a CMAF file playable: the byte ranges of its init segment and segments. */
export const mediaObject = (
  identity: ObjectIdentity,
  { sizeBytes, init, track, segments }: ParsedCmaf,
): MediaObject => ({
  ...identity,
  sizeBytes,
  initSize: init.sizeBytes,
  initHash: init.sha256,
  codecs: track.codec,
  timescale: track.timescale,
  segments: segments.map((segment) => ({
    offset: segment.offset,
    size: segment.sizeBytes,
    start: segment.startTicks,
    duration: segment.durationTicks,
    samples: segment.sampleCount,
    keyframeBytes: segment.keyframeBytes,
    ...(segment.crc32 !== undefined && { crc32: segment.crc32 }),
  })),
});
