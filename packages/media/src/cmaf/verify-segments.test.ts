import { AppError, type Chunk, type Clock, type Rendition } from '@media/core';
import { describe, expect, it } from 'vitest';
import type { ParsedCmaf, ParsedSegment } from './follow-cmaf.js';
import { parseCmaf } from './parse-cmaf.js';
import { verifySegments } from './verify-segments.js';

const clock: Clock = {
  kind: 'constant',
  tick: { num: 1, den: 30 },
  originPts: 0,
  sourceTimeBase: { num: 1, den: 15_360 },
};
const rendition: Rendition = { name: '720p', width: 1280, height: 720, maxBitrateBps: 1, bufferBits: 2 };
const chunk: Chunk = {
  ...{ index: 1, segmentStarts: [4, 8], segmentFrames: [120, 60], firstFrame: 120, expectedFrames: 180 },
  ...{ startMs: 4000, durationMs: 6000 },
};
const segment = (startSeconds: number, sampleCount: number, changes: Partial<ParsedSegment> = {}): ParsedSegment => {
  const ticks = startSeconds * 15_360;
  return {
    offset: 0,
    sizeBytes: 9,
    startTicks: ticks,
    decodeTicks: ticks,
    durationTicks: 1,
    sampleCount,
    firstIsSync: true,
    keyframeBytes: 5,
    ...changes,
  };
};
const parsed = (segments: ParsedSegment[], size = { width: 1280, height: 720 }): ParsedCmaf => ({
  sizeBytes: 99,
  init: { offset: 0, sizeBytes: 9, sha256: 'x' },
  track: {
    kind: 'video',
    timescale: 15_360,
    codec: 'avc1.64001f',
    ...size,
    defaults: { duration: 0, size: 0, flags: 0 },
  },
  segments,
});
const verdict = (encoded: ParsedCmaf, isDamaged = false) => {
  try {
    return verifySegments(chunk, clock, rendition, encoded, { isDamaged });
  } catch (error) {
    if (!(error instanceof AppError)) return error;
    const { reason } = error.details;
    return typeof reason === 'string' ? `${error.code} ${reason}` : { code: error.code, reason };
  }
};

describe('an encoded chunk', () => {
  it('passes if it matches the plan', () => {
    expect(verdict(parsed([segment(4, 120), segment(8, 60)]))).toEqual({ lostFrames: 0 });
  });

  it.each([
    ['a frame is missing', [segment(4, 120), segment(8, 59)], 'OUTPUT_WRONG frames'],
    ['there is an extra frame', [segment(4, 120), segment(8, 61)], 'OUTPUT_WRONG frames'],
    ['a segment begins a frame early', [segment(4, 120), segment(8 - 1 / 30, 60)], 'OUTPUT_WRONG segment start'],
    ['a segment is missing', [segment(4, 180)], 'OUTPUT_WRONG segments'],
    ['a frame is on the wrong side of a cut', [segment(4, 121), segment(8, 59)], 'OUTPUT_WRONG segment frames'],
    [
      'a segment does not begin with a key frame',
      [segment(4, 120), segment(8, 60, { firstIsSync: false })],
      'OUTPUT_WRONG segment without key frame',
    ],
  ])('is refused if %s', (_, segments, expected) => expect(verdict(parsed(segments))).toBe(expected));

  it('is refused in another size', () => {
    expect(verdict(parsed([segment(4, 120), segment(8, 60)], { width: 1278, height: 720 }))).toBe('OUTPUT_WRONG size');
  });

  it('can lack frames after decoding errors, but not half of them', () => {
    expect(verdict(parsed([segment(4, 120), segment(8, 40)]), true)).toEqual({ lostFrames: 20 });
    expect(verdict(parsed([segment(8, 60)]), true)).toEqual({
      code: 'SOURCE_DAMAGED',
      reason: { code: 'VIDEO_UNDECODABLE', afterMs: 4000, frames: 60, expected: 180 },
    });
    expect(verdict(parsed([segment(4, 121), segment(8, 60)]), true)).toBe('OUTPUT_WRONG frames');
  });
});

describe("a file that isn't a fragmented MP4", () => {
  const parse = (bytes: Uint8Array) =>
    parseCmaf({ size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) });

  it.each([
    ['nothing', new Uint8Array()],
    ['a box that ends after the file', new Uint8Array([0, 0, 0, 99, 109, 111, 111, 118])],
    ['a box smaller than its header', new Uint8Array([0, 0, 0, 1, 109, 111, 111, 118, 0, 0, 0, 0, 0, 0, 0, 2])],
  ])('is refused: %s', async (_, bytes) => {
    await expect(parse(bytes)).rejects.toMatchObject({ code: 'OUTPUT_WRONG' });
  });
});
