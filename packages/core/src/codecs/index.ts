import { H264, type X264Preset } from './h264.js';
import type { VideoCodec } from './video-codec.js';

export * from './aac.js';
export type { X264Preset } from './h264.js';
export type { CodecCopyRule, VideoCodec } from './video-codec.js';

/** The codecs that renditions can be encoded with, by ffmpeg's name of the codec. */
export const VIDEO_CODECS = { h264: H264 } as const satisfies Record<string, VideoCodec>;
export type VideoCodecName = keyof typeof VIDEO_CODECS;

/** Of plans and recipes that don't name a codec: every browser plays it. */
export const DEFAULT_VIDEO_CODEC = 'h264' satisfies VideoCodecName;

/** What plans, recipes and encodes have in common. */
export type Encoding = { codec?: VideoCodecName | undefined };

export const videoCodecName = ({ codec = DEFAULT_VIDEO_CODEC }: Encoding): VideoCodecName => codec;
export const videoCodecOf = (encoding: Encoding): VideoCodec => VIDEO_CODECS[videoCodecName(encoding)];

type Presets = { h264: X264Preset };
/** What the encoder of a codec calls its trade-offs between speed and size. */
export type EncoderPreset<C extends VideoCodecName = VideoCodecName> = Presets[C];

type Choice<C extends VideoCodecName> = { codec: C; preset: EncoderPreset<C> };
/** A codec, with a preset of its own encoder. H.264 unless told. */
export type CodecChoice =
  | { codec?: undefined; preset: EncoderPreset<typeof DEFAULT_VIDEO_CODEC> }
  | { [C in VideoCodecName]: Choice<C> }[VideoCodecName];
