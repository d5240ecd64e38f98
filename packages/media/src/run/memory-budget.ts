import type { CodecChoice, Rendition } from '@media/core';
import { MAX_THREADS } from '../argv/max-threads.js';
import { codingOf } from '../codecs/video-codings.js';

const MIB = 2 ** 20;

/** Programs, libraries, buffers of demuxers and muxers: measured 60 to 120 MB. */
const BASE_BYTES = 400 * MIB;
/** Below the limit of data that every process has (6 GiB, confine.ts), so that the error names memory. */
const MOST_BYTES = 5_120 * MIB;
/** Before a file was probed: enough to look at the largest frame that is accepted, and at an index of twelve hours. */
export const UNKNOWN_NEED_BYTES = 2_048 * MIB;

/** Both ends of an index of samples, reading and writing, take 24 to 80 bytes for each. */
const SAMPLE_BYTES = 128;
const SAMPLES_PER_SECOND = 60;

/** Two samples of 10 bits, as in 4:2:2; decoders add padding. */
const DECODED_PIXEL_BYTES = 4;
/** H.264 and HEVC may hold 16 reference frames; one more is being shown. */
const REFERENCE_FRAMES = 17;

/** Between filters and encoders. */
const QUEUED_FRAMES = 8;

export type EncodingNeed = CodecChoice & { renditions: readonly Pick<Rendition, 'width' | 'height'>[] };

export type MemoryNeed = {
  /** Of the video, and how many tracks are read or written: they decide how long an index is. */
  durationMs: number;
  tracks: number;
  /** Frames that are decoded: the pixels of one. */
  decodes?: { pixels: number; threads: number };
  encodes?: EncodingNeed & { threads: number };
};

/** What one ffmpeg may hold in memory for its task, in bytes: one and a half to three times what was measured. docs/operations.md has the figures. */
export const memoryBudget = ({ durationMs, tracks, decodes, encodes }: MemoryNeed): number => {
  const index = Math.ceil((durationMs / 1000) * SAMPLES_PER_SECOND) * tracks * SAMPLE_BYTES;
  return Math.min(MOST_BYTES, BASE_BYTES + index + decoderBytes(decodes) + encoderBytes(encodes));
};

const decoderBytes = (decodes: MemoryNeed['decodes']): number =>
  decodes ? decodes.pixels * DECODED_PIXEL_BYTES * (REFERENCE_FRAMES + atMost(decodes.threads)) : 0;

const encoderBytes = (encodes: MemoryNeed['encodes']): number => {
  if (!encodes) return 0;
  const { heldFrames, heldPixelBytes } = codingOf(encodes);
  const frames = heldFrames(encodes.preset) + QUEUED_FRAMES + atMost(encodes.threads);
  return sumPixels(encodes.renditions) * heldPixelBytes * frames;
};

const atMost = (threads: number): number => Math.min(threads, MAX_THREADS);

const sumPixels = (renditions: readonly Pick<Rendition, 'width' | 'height'>[]): number =>
  renditions.reduce((sum, { width, height }) => sum + width * height, 0);
