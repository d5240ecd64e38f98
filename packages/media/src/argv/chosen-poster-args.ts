import type { FrameSize } from '@media/core';
import { EXACT } from './exact-scaling.js';
import { GLOBAL_GUARDS, guardedInput, guardedPicture } from './input-guards.js';
import { TO_JPEG } from './render-filters.js';

/** Times of frames are fractions, which can be a little more than the same time in decimals. In seconds. */
const ROUNDING = 0.000_001;

const toFile = (filters: readonly string[], output: string): string[] => [
  ...['-map', '0:v:0', '-map_metadata', '-1', '-vf', filters.join(','), '-fps_mode', 'passthrough'],
  ...['-c:v', 'mjpeg', '-q:v', '3', '-f', 'image2', '-update', '1', `file:${output}`],
];

/**
 * Argv that makes a JPEG of the frame that is shown at a time of one of our own segments, in seconds from its start: the last one up to then,
 * because each replaces the one before.
 */
export const framePosterArgs = (
  input: string,
  { atSeconds, width, height }: FrameSize & { atSeconds: number },
  output: string,
): string[] => [
  ...[...GLOBAL_GUARDS, ...guardedInput(input)],
  // ffmpeg's times of fragments with negative offsets are late by a constant.
  ...toFile(
    [
      'setpts=PTS-STARTPTS',
      `select='lte(t,${(atSeconds + ROUNDING).toFixed(6)})'`,
      `scale=${width}:${height}`,
      'setsar=1',
      ...TO_JPEG,
    ],
    output,
  ),
];

/** Argv that makes a JPEG of a picture: upright, without its metadata, in black bars if it has another shape than the video. */
export const picturePosterArgs = (
  input: string,
  { size, maxSide }: { size: FrameSize | undefined; maxSide: number },
  output: string,
): string[] => [
  ...GLOBAL_GUARDS,
  ...guardedPicture(input),
  ...toFile(
    [
      ...ON_BLACK,
      ...inside(size ?? { width: maxSide, height: maxSide }),
      ...(size ? [bars(size)] : []),
      ...PICTURE_TO_JPEG,
    ],
    output,
  ),
];

/** Shows transparent pixels on black. The same for every picture, because only decoding tells which ones have them. */
const ON_BLACK = ['format=gbrap', 'premultiply=inplace=1'] as const;

const inside = ({ width, height }: FrameSize): string[] => [
  `scale=w='min(iw,${width})':h='min(ih,${height})':force_original_aspect_ratio=decrease:force_divisible_by=2`,
  'setsar=1',
];

const bars = ({ width, height }: FrameSize): string => `pad=${width}:${height}:-1:-1`;

const PICTURE_TO_JPEG = [`scale=out_color_matrix=bt601:out_range=pc:${EXACT}`, 'format=yuvj420p'] as const;
