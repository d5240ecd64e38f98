import { createHash } from 'node:crypto';
import { AppError } from '@media/core';
import { parseFragment } from './parse-fragment.js';
import { parseInit, type TrackInfo } from './parse-init.js';
import { type BoxHeader, type ByteSource, completeBoxes, view } from './read-boxes.js';

export type InitSegment = { offset: 0; sizeBytes: number; sha256: string };

/** One `moof` + `mdat`: what a player fetches by its byte range. */
export type ParsedSegment = {
  offset: number;
  sizeBytes: number;
  /** Time of its first frame in ticks of the track; equal to its decode time unless frames vary. */
  startTicks: number;
  /** tfdt. */
  decodeTicks: number;
  /** Sum of its samples' durations; where a segment follows, that one's start says it better. */
  durationTicks: number;
  sampleCount: number;
  firstIsSync: boolean;
  /** Bytes from the segment's start to the end of its key frame, for a list of I-frames alone. */
  keyframeBytes: number;
  /** CRC-32 of its bytes, once `sumSegments` has read them. */
  crc32?: number;
};

export type ParsedCmaf = { sizeBytes: number; init: InitSegment; track: TrackInfo; segments: ParsedSegment[] };

export type CmafFollower = {
  /** Reads on from where the last call stopped; returns the segments that have become complete. Throws OUTPUT_WRONG. */
  advance(source: ByteSource): Promise<ParsedSegment[]>;
  /** All that has been seen so far. Undefined before the init segment is complete. */
  seen(): ParsedCmaf | undefined;
  /** All of a file that has been written to its end. Throws OUTPUT_WRONG for one that ends within a box. */
  finish(source: ByteSource): Promise<ParsedCmaf>;
};

type Seen = { position: number; init?: InitSegment; track?: TrackInfo; segments: ParsedSegment[] };

// A moov or moof of ours is kilobytes; more would be somebody else's file.
const MAX_BOX_BYTES = 8 * 2 ** 20;

/**
 * Follows a fragmented MP4 of one track while it is written. A fragment counts once its last byte is there: a muxer goes
 * back to write the size of a box over the zero that it left there, but never behind a box that is complete.
 */
export const followCmaf = (): CmafFollower => {
  const read: Seen = { position: 0, segments: [] };
  const seen = (): ParsedCmaf | undefined => {
    const { init, track, segments, position: sizeBytes } = read;
    return init && track && { sizeBytes, init, track, segments };
  };
  return {
    seen,
    advance: (source) => readOn(read, source),
    finish: async (source) => {
      await readOn(read, source);
      if (read.position + 8 <= source.size)
        throw new AppError('OUTPUT_WRONG', { reason: 'box cut short', at: read.position, sizeBytes: source.size });
      const parsed = seen();
      if (!parsed) throw new AppError('OUTPUT_WRONG', { reason: 'no init segment' });
      return { ...parsed, sizeBytes: source.size };
    },
  };
};

const readOn = async (seen: Seen, source: ByteSource): Promise<ParsedSegment[]> => {
  const fresh: ParsedSegment[] = [];
  let moof: BoxHeader | undefined;
  for await (const box of completeBoxes(source, seen.position)) {
    if (box.type === 'moov') await readInit(seen, source, box);
    if (box.type === 'moof' && seen.track) moof = box;
    if (box.type === 'mdat' && moof && seen.track) {
      fresh.push(await readSegment(source, moof, box, seen.track));
      moof = undefined;
    }
    // An index whose media is not there yet is read again with it.
    if (!moof) seen.position = box.offset + box.size;
  }
  seen.segments.push(...fresh);
  return fresh;
};

const readInit = async (seen: Seen, source: ByteSource, moov: BoxHeader): Promise<void> => {
  const sizeBytes = moov.offset + moov.size;
  seen.track = parseInit(await payload(source, moov));
  const bytes = await source.read(0, sizeBytes);
  seen.init = { offset: 0, sizeBytes, sha256: createHash('sha256').update(bytes).digest('hex') };
};

const readSegment = async (
  source: ByteSource,
  moof: BoxHeader,
  mdat: BoxHeader,
  { defaults }: TrackInfo,
): Promise<ParsedSegment> => {
  const { firstSampleBytes, firstSampleOffset, ...timing } = parseFragment(await payload(source, moof), defaults);
  const sizeBytes = mdat.offset + mdat.size - moof.offset;
  return { offset: moof.offset, sizeBytes, ...timing, keyframeBytes: firstSampleOffset + firstSampleBytes };
};

const payload = async (source: ByteSource, { offset, headerSize, size }: BoxHeader): Promise<DataView> => {
  if (size > MAX_BOX_BYTES) throw new AppError('OUTPUT_WRONG', { reason: 'box too large', size });
  return view(await source.read(offset + headerSize, size - headerSize));
};
