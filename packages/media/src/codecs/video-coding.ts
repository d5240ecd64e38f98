import type { EncoderPreset, Rendition, VideoCodecName, VideoPlan } from '@media/core';
import type { Box } from '../cmaf/read-boxes.js';

/** What the check of key frames needs to know of a parsed file. */
export type Fragments = {
  init: { sizeBytes: number };
  segments: readonly { offset: number; keyframeBytes: number; startTicks: number }[];
};

type EncoderSettings<C extends VideoCodecName> = Pick<VideoPlan, 'crf' | 'reorder'> & { preset: EncoderPreset<C> };

/** How ffmpeg encodes a codec, and how its bitstream is read. The facts that planning needs are `VideoCodec` in core. */
export type VideoCoding<C extends VideoCodecName = VideoCodecName> = {
  /** ISO/IEC 14496-12 sample entry that our muxer writes, such as `avc1`. */
  sampleEntry: string;
  /** RFC 6381, from the boxes of a sample entry. Throws OUTPUT_WRONG. */
  codecString(boxes: readonly Box[]): string;
  /** Encoder and rate control; key frames are forced by time, and there are no others. */
  encoderArgs(video: EncoderSettings<C>, rendition: Rendition): string[];
  /** Looks into the first frame of every fragment: decoding must be able to begin there. Throws OUTPUT_WRONG. */
  checkKeyFrames(path: string, fragments: Fragments): Promise<void>;
  /** For the memory limit: frames that the encoder holds, and bytes per pixel of each. */
  heldFrames(preset: EncoderPreset<C>): number;
  heldPixelBytes: number;
};
