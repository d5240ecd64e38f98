import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { AppError } from '@media/core';
import { parseFragment } from './parse-fragment.js';
import { parseInit, type TrackInfo } from './parse-init.js';
import { type BoxHeader, type ByteSource, readBoxes, view } from './read-boxes.js';

export type InitSegment = { offset: 0; sizeBytes: number; sha256: string };

/** One `moof` + `mdat`: what a player fetches by its byte range. */
export type ParsedSegment = {
  offset: number;
  sizeBytes: number;
  /** Time of its first picture or sound in ticks of the track; equal to its decode time unless frames vary. */
  startTicks: number;
  /** tfdt. */
  decodeTicks: number;
  /** Sum of its samples' durations; where a segment follows, that one's start says it better. */
  durationTicks: number;
  sampleCount: number;
  firstIsSync: boolean;
  /** Bytes from the segment's start to the end of its key frame, for a list of I-frames alone. */
  keyframeBytes: number;
};

export type ParsedCmaf = { sizeBytes: number; init: InitSegment; track: TrackInfo; segments: ParsedSegment[] };

// A moov or moof of ours is kilobytes; more would be somebody else's file.
const MAX_BOX_BYTES = 8 * 2 ** 20;

/** Reads a fragmented MP4 of one track: headers and fragment indexes only, never the media itself. Throws OUTPUT_WRONG. */
export const parseCmafFile = async (path: string): Promise<ParsedCmaf> => {
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  return await parseCmaf({
    size,
    async read(offset, length) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
  });
};

export const parseCmaf = async (source: ByteSource): Promise<ParsedCmaf> => {
  let init: InitSegment | undefined;
  let track: TrackInfo | undefined;
  let pending: Omit<ParsedSegment, 'sizeBytes'> | undefined;
  const segments: ParsedSegment[] = [];
  for await (const box of readBoxes(source)) {
    if (box.type === 'moov') {
      track = parseInit(await payload(source, box));
      init = await initSegment(source, box.offset + box.size);
    } else if (box.type === 'moof' && track) {
      pending = segmentAt(box, parseFragment(await payload(source, box), track.defaults));
    } else if (box.type === 'mdat' && pending) {
      segments.push({ ...pending, sizeBytes: box.offset + box.size - pending.offset });
      pending = undefined;
    }
  }
  if (!init || !track) throw new AppError('OUTPUT_WRONG', { reason: 'no init segment' });
  return { sizeBytes: source.size, init, track, segments };
};

const segmentAt = (box: BoxHeader, fragment: ReturnType<typeof parseFragment>): Omit<ParsedSegment, 'sizeBytes'> => {
  const { firstSampleBytes, firstSampleOffset, ...timing } = fragment;
  return { offset: box.offset, ...timing, keyframeBytes: firstSampleOffset + firstSampleBytes };
};

const initSegment = async (source: ByteSource, sizeBytes: number): Promise<InitSegment> => {
  const bytes = await source.read(0, sizeBytes);
  return { offset: 0, sizeBytes, sha256: createHash('sha256').update(bytes).digest('hex') };
};

const payload = async (source: ByteSource, { offset, headerSize, size }: BoxHeader): Promise<DataView> => {
  if (size > MAX_BOX_BYTES) throw new AppError('OUTPUT_WRONG', { reason: 'box too large', size });
  return view(await source.read(offset + headerSize, size - headerSize));
};
