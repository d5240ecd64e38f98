import type { CodecChoice, Rendition } from '@media/core';
import { MAX_THREADS } from '../argv/max-threads.js';
import { codingOf } from '../codecs/video-codings.js';

const MIB = 2 ** 20;

/** Programs, libraries, and buffers of demuxers and muxers: 60 to 120 MB measured. */
const BASE_BYTES = 400 * MIB;
/** Below the data limit of every process (6 GiB, confine.ts), so that the error is about memory. */
const MAX_BYTES = 5_120 * MIB;
/** Before the probe: enough for the largest accepted frame and an index of twelve hours. */
export const UNKNOWN_NEED_BYTES = 2_048 * MIB;

/** Reading and writing a sample index each take 24 to 80 bytes per sample. */
const SAMPLE_BYTES = 128;
const SAMPLES_PER_SECOND = 60;

/** 4:2:2 with 10 bits has two samples per pixel, and decoders add padding. */
const DECODED_PIXEL_BYTES = 4;
/** H.264 and HEVC allow 16 reference frames. One more is being output. */
const REFERENCE_FRAMES = 17;

/** Queued between filters and encoders. */
const QUEUED_FRAMES = 8;

export type EncodingNeed = CodecChoice & { renditions: readonly Pick<Rendition, 'width' | 'height'>[] };

export type MemoryNeed = {
  /** Duration of the video and number of tracks: they determine the size of indexes. */
  durationMs: number;
  tracks: number;
  /** Decoding: pixels per frame. */
  decodes?: { pixels: number; threads: number };
  encodes?: EncodingNeed & { threads: number };
};

/** Memory limit of an ffmpeg process for a task, in bytes: at least 1.5 times the measured peak (see docs/operations.md). */
export const memoryBudget = ({ durationMs, tracks, decodes, encodes }: MemoryNeed): number => {
  const index = Math.ceil((durationMs / 1000) * SAMPLES_PER_SECOND) * tracks * SAMPLE_BYTES;
  return Math.min(MAX_BYTES, BASE_BYTES + index + decoderBytes(decodes) + encoderBytes(encodes));
};

const decoderBytes = (decodes: MemoryNeed['decodes']): number =>
  decodes ? decodes.pixels * DECODED_PIXEL_BYTES * (REFERENCE_FRAMES + atMost(decodes.threads)) : 0;

const encoderBytes = (encodes: MemoryNeed['encodes']): number => {
  if (!encodes) return 0;
  const { bufferedFrames, bufferedPixelBytes } = codingOf(encodes);
  const frames = bufferedFrames(encodes.preset) + QUEUED_FRAMES + atMost(encodes.threads);
  return sumPixels(encodes.renditions) * bufferedPixelBytes * frames;
};

const atMost = (threads: number): number => Math.min(threads, MAX_THREADS);

const sumPixels = (renditions: readonly Pick<Rendition, 'width' | 'height'>[]): number =>
  renditions.reduce((sum, { width, height }) => sum + width * height, 0);
