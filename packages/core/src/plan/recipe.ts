import type { CodecChoice } from '../codecs/index.js';
import type { OutputKind } from './output-kinds.js';

/** A step of the ladder: a box with a short and a long side, so that portrait and widescreen video fit as well as 16:9. */
export type Rung = {
  name: string;
  shortSide: number;
  longSide: number;
  /** Ceiling for this box at 30 frames per second. Below it, CRF controls the bitrate. */
  maxBitrateBps: number;
};

/** Video settings, with the codec and a preset of its encoder. */
export type VideoRecipe = CodecChoice & {
  ladder: readonly Rung[];
  crf: number;
  /** Higher frame rates are divided by 2, 3, … until they fit. */
  maxFrameRate: number;
  /** Whether the source's bitrate is a limit. */
  capAtSource: boolean;
  /** Whether compatible video is copied as the best rendition instead of being encoded. */
  copy: boolean;
};

/** What to make from a source: a built-in recipe or a custom one of the same shape. */
export type Recipe = {
  name: string;
  video?: VideoRecipe;
  audio?: {
    bitrateBps: number;
    maxChannels: number;
    maxTracks: number;
  };
  outputs: readonly OutputKind[];
  /** With the output `mp4`: rungs that get an MP4 in addition to the best one. */
  mp4Rungs?: 'all' | readonly string[];
};

export type NamedRecipe = Recipe & { description: string };

// Bitrates: Apple's HLS authoring specification, table "Video average bit rate", times about 1.5 as a ceiling for CRF.
const LADDER: Rung[] = [
  { name: '1080p', shortSide: 1080, longSide: 1920, maxBitrateBps: 6_000_000 },
  { name: '720p', shortSide: 720, longSide: 1280, maxBitrateBps: 3_200_000 },
  { name: '480p', shortSide: 480, longSide: 854, maxBitrateBps: 1_600_000 },
  { name: '360p', shortSide: 360, longSide: 640, maxBitrateBps: 900_000 },
];

export type RecipeName = 'stream' | 'compress' | 'audio';

export const RECIPES: Record<RecipeName, NamedRecipe> = {
  stream: {
    name: 'stream',
    description:
      'For streaming: HLS and DASH renditions from 360p to 1080p, up to the source resolution; an MP4 of the best rendition; a poster; and a short silent preview. For an audio file: HLS, DASH, and an M4A.',
    video: { ladder: LADDER, preset: 'veryfast', crf: 23, maxFrameRate: 60, capAtSource: false, copy: true },
    audio: { bitrateBps: 128_000, maxChannels: 2, maxTracks: 32 },
    outputs: ['hls', 'dash', 'mp4', 'poster', 'preview'],
  },
  compress: {
    name: 'compress',
    description:
      'For sharing: one small MP4, at most 720p; a poster; and a short silent preview. For an audio file: an M4A.',
    video: {
      ladder: [{ name: '720p', shortSide: 720, longSide: 1280, maxBitrateBps: 1_800_000 }],
      preset: 'fast',
      crf: 27,
      maxFrameRate: 30,
      capAtSource: true,
      copy: false,
    },
    audio: { bitrateBps: 96_000, maxChannels: 2, maxTracks: 1 },
    outputs: ['mp4', 'poster', 'preview'],
  },
  audio: {
    name: 'audio',
    description: 'For listening: audio only, as an M4A file.',
    audio: { bitrateBps: 192_000, maxChannels: 2, maxTracks: 1 },
    outputs: ['audio'],
  },
};
