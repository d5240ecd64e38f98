import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AppError, type MediaSegment } from '@media/core';
import type { ParsedCmaf, ParsedSegment } from '../cmaf/follow-cmaf.js';
import { parseCmaf } from '../cmaf/parse-cmaf.js';
import type { JobObject } from './job-track.js';

/** The expected properties of an init segment and a segment. */
export type ExpectedBytes = {
  object: Pick<JobObject, 'kind' | 'initHash' | 'codecs' | 'timescale'>;
  segment: MediaSegment;
  /** Frame size of a rendition. */
  size?: { width: number; height: number };
};

/** Compares stored bytes with their rows. Returns the first difference, or undefined. */
export const checkSegment = async (
  init: Uint8Array,
  bytes: Uint8Array,
  expected: ExpectedBytes,
): Promise<string | undefined> => {
  const { object, segment } = expected;
  if (createHash('sha256').update(init).digest('hex') !== object.initHash) return 'init segment';
  if (bytes.byteLength !== segment.size) return 'segment size';
  if (segment.crc32 !== undefined && crc32(bytes) !== segment.crc32) return 'segment checksum';
  const parsed = await parse(Buffer.concat([init, bytes]));
  return parsed ? differenceOf(parsed, expected) : 'segment structure';
};

const differenceOf = (
  { track, segments }: ParsedCmaf,
  { object, segment, size }: ExpectedBytes,
): string | undefined => {
  const [first] = segments;
  const sum = (field: 'sizeBytes' | 'sampleCount') => segments.reduce((total, one) => total + one[field], 0);
  const checks: [string, boolean][] = [
    ['codec', track.codec === object.codecs],
    ['timescale', track.timescale === object.timescale],
    ['frame size', !size || (track.width === size.width && track.height === size.height)],
    ['bytes', sum('sizeBytes') === segment.size],
    ['samples', sum('sampleCount') === segment.samples],
    ['start', startOf(segments) === segment.start],
    [
      'key frame',
      object.kind === 'audio' || (first?.firstIsSync === true && first.keyframeBytes === segment.keyframeBytes),
    ],
  ];
  return checks.find(([, isMet]) => !isMet)?.[0];
};

/** A copied segment can contain several groups of pictures, each with its own decode time. */
const startOf = (segments: readonly ParsedSegment[]): number =>
  Math.min(...segments.map(({ startTicks }) => startTicks));

const parse = async (bytes: Buffer): Promise<ParsedCmaf | undefined> => {
  try {
    return await parseCmaf({
      size: bytes.length,
      read: async (offset, length) => bytes.subarray(offset, offset + length),
    });
  } catch (error) {
    // DataView throws a RangeError for lengths beyond the end.
    if (error instanceof RangeError || (error instanceof AppError && error.code === 'OUTPUT_WRONG')) return undefined;
    throw error;
  }
};
