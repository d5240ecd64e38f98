import { H264, type X264Preset } from './h264.js';
import type { VideoCodec } from './video-codec.js';

export * from './aac.js';
export type { X264Preset } from './h264.js';
export type { CodecCopyRule, VideoCodec } from './video-codec.js';

/** The codecs that renditions can be encoded with, by ffmpeg's name of the codec. */
export const VIDEO_CODECS = { h264: H264 } as const satisfies Record<string, VideoCodec>;
export type VideoCodecName = keyof typeof VIDEO_CODECS;

/** Of plans and recipes that don't name a codec: every browser plays it. */
export const DEFAULT_VIDEO_CODEC: VideoCodecName = 'h264';

/** What plans, recipes and encodes have in common. */
export type Encoding = { codec?: VideoCodecName | undefined };

export const videoCodecName = ({ codec = DEFAULT_VIDEO_CODEC }: Encoding): VideoCodecName => codec;
export const videoCodecOf = (encoding: Encoding): VideoCodec => VIDEO_CODECS[videoCodecName(encoding)];

/** Of all encoders: which of them a recipe may name follows from its codec. */
export type EncoderPreset = X264Preset;
