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
      // yuvj420p, the full range of a still camera, is left out: some players ignore that flag and show greys for black.
      name: 'pixels',
      isMet: ({ pixelFormat, bitDepth }) => pixelFormat === 'yuv420p' && bitDepth === 8,
      because: 'its pixels are not 8-bit 4:2:0 of limited range',
    },
  ],
  // ITU-T H.264, annex A.3.1.
  maxHeldBackFrames: 16,
  // x264: B-frames that others refer to come two after their turn.
  encoderDelayFrames: 2,
  maxUnreferencedFrames: 16,
  // Without them a chunk begins and ends visibly worse than one encode of the whole video would there (SSIM lower by .006).
  warmUpFrames: 16,
  lookAheadFrames: 10,
  announcedAs: 'avc1.640028',
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
