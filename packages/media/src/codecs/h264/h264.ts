import { AppError, type X264Preset } from '@media/core';
import type { VideoCoding } from '../video-coding.js';
import { checkKeyFrames } from './check-key-frames.js';

const X264 = ['-c:v', 'libx264'] as const;

/** Main profile: a preview is for any device, and small. */
export const PREVIEW_ENCODER = [...X264, '-preset', 'veryfast', '-crf', '30', '-profile:v', 'main'] as const;
/** The least work, every frame in its own turn. */
export const QUICK_ENCODER = [...X264, '-preset', 'ultrafast', '-bf', '0'] as const;

/**
 * Video of up to 176x144 with few frames per second x264 calls High at level 1b, `avc1.640009`. Chromium's MediaCapabilities don't know
 * that level, so shaka-player refuses the video (4032). Level 3 is what every decoder takes.
 */
const LEVEL_1B_PIXELS = 176 * 144;

/** Frames in the lookahead and references, by preset (x264 --fullhelp). */
const HELD_FRAMES: Record<X264Preset, number> = {
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
  heldFrames: (preset) => HELD_FRAMES[preset],
  // x264 keeps luma at four sub-pixel positions, chroma, and what it knows of motion; tone mapping has frames of floats beside it.
  heldPixelBytes: 12,
};

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
