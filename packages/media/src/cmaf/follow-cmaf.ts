import { createHash } from 'node:crypto';
import { AppError } from '@media/core';
import { parseFragment } from './parse-fragment.js';
import { parseInit, type TrackInfo } from './parse-init.js';
import { type BoxHeader, type ByteSource, completeBoxes, view } from './read-boxes.js';

export type InitSegment = { offset: 0; sizeBytes: number; sha256: string };

/** One `moof` and `mdat`, which players request by byte range. */
export type ParsedSegment = {
  offset: number;
  sizeBytes: number;
  /** Presentation time of its first frame in ticks of the track. Equals its decode time unless the frame rate varies. */
  startTicks: number;
  /** tfdt. */
  decodeTicks: number;
  /** Sum of its samples' durations. If a segment follows, its start is more accurate. */
  durationTicks: number;
  sampleCount: number;
  firstIsSync: boolean;
  /** Bytes from the segment's start to the end of its key frame, for I-frame playlists. */
  keyframeBytes: number;
  /** Set by `sumSegments`. */
  crc32?: number;
};

export type ParsedCmaf = { sizeBytes: number; init: InitSegment; track: TrackInfo; segments: ParsedSegment[] };

export type CmafFollower = {
  /** Continues where the last call stopped and returns the newly completed segments. Throws OUTPUT_WRONG. */
  advance(source: ByteSource): Promise<ParsedSegment[]>;
  /** Everything parsed so far. Undefined before the init segment is complete. */
  parsed(): ParsedCmaf | undefined;
  /** Parses the rest of a finished file. Throws OUTPUT_WRONG if it ends within a box. */
  finish(source: ByteSource): Promise<ParsedCmaf>;
};

type State = { position: number; init?: InitSegment; track?: TrackInfo; segments: ParsedSegment[] };

// Our moov and moof boxes take kilobytes. Larger ones aren't ours.
const MAX_BOX_BYTES = 8 * 2 ** 20;

/**
 * Follows a fragmented MP4 with one track while it is written. A fragment is complete when its last byte is written: muxers go back to
 * replace the size of a box, which is zero at first, but never change a complete box.
 */
export const followCmaf = (): CmafFollower => {
  const state: State = { position: 0, segments: [] };
  const parsed = (): ParsedCmaf | undefined => {
    const { init, track, segments, position: sizeBytes } = state;
    return init && track && { sizeBytes, init, track, segments };
  };
  return {
    parsed,
    advance: (source) => readOn(state, source),
    finish: async (source) => {
      await readOn(state, source);
      if (state.position + 8 <= source.size)
        throw new AppError('OUTPUT_WRONG', { reason: 'truncated box', at: state.position, sizeBytes: source.size });
      const whole = parsed();
      if (!whole) throw new AppError('OUTPUT_WRONG', { reason: 'no init segment' });
      return { ...whole, sizeBytes: source.size };
    },
  };
};

const readOn = async (state: State, source: ByteSource): Promise<ParsedSegment[]> => {
  const fresh: ParsedSegment[] = [];
  let moof: BoxHeader | undefined;
  for await (const box of completeBoxes(source, state.position)) {
    if (box.type === 'moov') await readInit(state, source, box);
    if (box.type === 'moof' && state.track) moof = box;
    if (box.type === 'mdat' && moof && state.track) {
      fresh.push(await readSegment(source, moof, box, state.track));
      moof = undefined;
    }
    // A moof without its complete mdat is read again later.
    if (!moof) state.position = box.offset + box.size;
  }
  state.segments.push(...fresh);
  return fresh;
};

const readInit = async (state: State, source: ByteSource, moov: BoxHeader): Promise<void> => {
  const sizeBytes = moov.offset + moov.size;
  state.track = parseInit(await payload(source, moov));
  const bytes = await source.read(0, sizeBytes);
  state.init = { offset: 0, sizeBytes, sha256: createHash('sha256').update(bytes).digest('hex') };
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
