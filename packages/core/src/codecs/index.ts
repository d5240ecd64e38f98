import { H264, type X264Preset } from './h264.js';
import type { VideoCodec } from './video-codec.js';

export * from './aac.js';
export type { X264Preset } from './h264.js';
export type { CodecCopyRule, VideoCodec } from './video-codec.js';

/** The codecs of encoded renditions, by ffmpeg's codec name. */
export const VIDEO_CODECS = { h264: H264 } as const satisfies Record<string, VideoCodec>;
export type VideoCodecName = keyof typeof VIDEO_CODECS;

/** The codec of plans and recipes that don't name one. Every browser plays it. */
export const DEFAULT_VIDEO_CODEC = 'h264' satisfies VideoCodecName;

export type Encoding = { codec?: VideoCodecName | undefined };

export const videoCodecName = ({ codec = DEFAULT_VIDEO_CODEC }: Encoding): VideoCodecName => codec;
export const videoCodecOf = (encoding: Encoding): VideoCodec => VIDEO_CODECS[videoCodecName(encoding)];

type Presets = { h264: X264Preset };
/** An encoder's speed and size trade-off, by its own name. */
export type EncoderPreset<C extends VideoCodecName = VideoCodecName> = Presets[C];

type Choice<C extends VideoCodecName> = { codec: C; preset: EncoderPreset<C> };
/** A codec with a preset of its encoder. H.264 by default. */
export type CodecChoice =
  | { codec?: undefined; preset: EncoderPreset<typeof DEFAULT_VIDEO_CODEC> }
  | { [C in VideoCodecName]: Choice<C> }[VideoCodecName];
