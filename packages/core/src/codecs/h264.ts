import type { VideoCodec } from './video-codec.js';

const PROFILES = new Set(['Constrained Baseline', 'Baseline', 'Main', 'High']);

export const H264 = {
  copyRules: [
    {
      name: 'codec',
      isMet: ({ codec }) => codec === 'h264',
      because: 'it is not H.264, which every player decodes',
    },
    {
      name: 'profile',
      isMet: ({ profile = '' }) => PROFILES.has(profile),
      because: 'its H.264 profile is none of Baseline, Main and High: hardware decoders refuse others',
    },
    {
      // yuvj420p (full range) is excluded: some players ignore the range flag and show black as gray.
      name: 'pixels',
      isMet: ({ pixelFormat, bitDepth }) => pixelFormat === 'yuv420p' && bitDepth === 8,
      because: 'its pixels are not 8-bit 4:2:0 of limited range',
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
