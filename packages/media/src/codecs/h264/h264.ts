import { AppError, type X264Preset } from '@media/core';
import type { VideoCoding } from '../video-coding.js';
import { checkKeyFrames } from './check-key-frames.js';

const X264 = ['-c:v', 'libx264'] as const;

/** Main profile, so that previews play on any device. */
export const PREVIEW_ENCODER = [...X264, '-preset', 'veryfast', '-crf', '30', '-profile:v', 'main'] as const;
/** As fast as possible, and without reordering. */
export const QUICK_ENCODER = [...X264, '-preset', 'ultrafast', '-bf', '0'] as const;

/**
 * x264 labels video of up to 176x144 at low frame rates as High at level 1b, `avc1.640009`. Chromium's MediaCapabilities don't know that
 * level, so shaka-player rejects the video (4032). Every decoder supports level 3.
 */
const LEVEL_1B_PIXELS = 176 * 144;

/** Lookahead and reference frames by preset (x264 --fullhelp). */
const BUFFERED_FRAMES: Record<X264Preset, number> = {
  ...{ ultrafast: 1, superfast: 1, veryfast: 11, faster: 22, fast: 32 },
  ...{ medium: 43, slow: 55, slower: 68, veryslow: 76 },
};

export const H264_CODING: VideoCoding<'h264'> = {
  sampleEntry: 'avc1',
  // avcC: version, then profile, constraints and level as in the SPS.
  codecString: (boxes) => {
    const avcC = boxes.find(({ type }) => type === 'avcC')?.payload;
    if (!avcC) throw new AppError('OUTPUT_WRONG', { reason: 'box missing', path: 'avcC' });
    return `avc1.${[1, 2, 3].map((at) => hex(avcC.getUint8(at))).join('')}`;
  },
  encoderArgs: ({ preset, crf, reorder }, { width, height, maxBitrateBps, bufferBits }) => [
    ...[...X264, '-preset', preset, '-crf', String(crf)],
    ...['-maxrate', String(maxBitrateBps), '-bufsize', String(bufferBits)],
    ...(reorder ? [] : ['-bf', '0']),
    ...(width * height <= LEVEL_1B_PIXELS ? ['-level:v', '3.0'] : []),
    ...['-sc_threshold', '0', '-g', '9999'],
  ],
  checkKeyFrames,
  bufferedFrames: (preset) => BUFFERED_FRAMES[preset],
  // x264 stores luma at four sub-pixel positions, chroma, and motion data; tone mapping adds float frames.
  bufferedPixelBytes: 12,
};

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
