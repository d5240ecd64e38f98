import { H264, H264_COPIED_PROFILES } from '../codecs/h264.js';
import { MAX_GROUP_SECONDS, MAX_PEAK } from './decide-copy.js';
import type { NonStandardReason } from './non-standard.js';
import { RECIPES } from './recipe.js';

const { ladder = [], maxFrameRate } = RECIPES.stream.video ?? {};

const ceilings = ladder.map(({ name, maxBitrateBps }) => `${name}: ${maxBitrateBps / 1e6} Mbit/s`).join(', ');

/** What a file must be like so that a reason doesn't apply, with the output preset `stream`, for the documentation. */
export const NON_STANDARD_LIMITS: Readonly<Record<NonStandardReason, string>> = {
  videoCodec: 'H.264',
  profile: H264_COPIED_PROFILES.join(', '),
  pixelFormat: '`yuv420p`, 8 bits, video range',
  interlaced: 'progressive, and decoded frames show no interlacing',
  rotation: 'no rotation in the container or in frames',
  pixelAspectRatio: 'square pixels',
  hdr: 'SDR',
  colors: 'BT.709 or BT.601, the same in the whole video',
  resolution:
    'even width and height, up to about 1920×1080 (about 1080×1920 if upright), that never change, and no cropping by the container',
  bitrate: `on average at most the ceiling of the best rendition (${ceilings}; less if the video doesn't fill that size, more above 30 frames per second), and at most ${MAX_PEAK} times as much in any four seconds`,
  container: 'MP4, MOV, Matroska or WebM',
  editList: 'edit lists that only shift the start',
  frameTimes: `every frame has a timestamp, they increase, and there are at most ${maxFrameRate} frames per second on average. A variable frame rate is no reason`,
  firstFrame: 'begins with a key frame, and not after the audio',
  tooShort: `more than ${H264.maxReorderFrames} frames`,
  openGop: 'closed GOPs, each of which begins with an IDR frame',
  keyFrameInterval: `at most ${MAX_GROUP_SECONDS} s from one key frame to the next`,
  audioCodec: 'the first audio track is AAC, or there is none',
  codecParameters: 'the same parameter sets (SPS, PPS) in the whole video. Found while it is copied',
  notCopyable: 'packets are as the container declares. Found while the video is copied',
  damaged: 'all frames can be decoded. Found while they are decoded',
};
