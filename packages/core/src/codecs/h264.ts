import type { VideoCodec } from './video-codec.js';

/** By FFmpeg's names. */
export const H264_COPIED_PROFILES = ['Constrained Baseline', 'Baseline', 'Main', 'High'] as const;
const PROFILES = new Set<string>(H264_COPIED_PROFILES);

export const H264 = {
  copyRules: [
    {
      name: 'codec',
      isMet: ({ codec }) => codec === 'h264',
    },
    {
      name: 'profile',
      isMet: ({ profile = '' }) => PROFILES.has(profile),
    },
    {
      // yuvj420p (full range) is excluded: some players ignore the range flag and show black as gray.
      name: 'pixels',
      isMet: ({ pixelFormat, bitDepth, colorRange }) =>
        pixelFormat === 'yuv420p' && bitDepth === 8 && colorRange !== 'pc',
    },
  ],
  // ITU-T H.264, annex A.3.1.
  maxReorderFrames: 16,
  // x264 with B-pyramid: decode times lag by two frames.
  encoderDelayFrames: 2,
  maxUnreferencedFrames: 16,
  // Without them, chunks start and end visibly worse than in a single encode of the whole video (SSIM 0.006 lower).
  warmUpFrames: 16,
  lookAheadFrames: 10,
  defaultCodecString: 'avc1.640028',
} as const satisfies VideoCodec;

export type X264Preset =
  | 'ultrafast'
  | 'superfast'
  | 'veryfast'
  | 'faster'
  | 'fast'
  | 'medium'
  | 'slow'
  | 'slower'
  | 'veryslow';
