import type { EncoderPreset, Rendition, VideoCodecName, VideoPlan } from '@media/core';
import type { Box } from '../cmaf/read-boxes.js';

/** The part of a parsed file that `checkKeyFrames` needs. */
export type Fragments = {
  init: { sizeBytes: number };
  segments: readonly { offset: number; keyframeBytes: number; startTicks: number }[];
};

type EncoderSettings<C extends VideoCodecName> = Pick<VideoPlan, 'crf' | 'reorder'> & { preset: EncoderPreset<C> };

/** How ffmpeg encodes a codec, and how to read its bitstream. `VideoCodec` in core has the facts that planning needs. */
export type VideoCoding<C extends VideoCodecName = VideoCodecName> = {
  /** The ISO/IEC 14496-12 sample entry that our muxer writes, such as `avc1`. */
  sampleEntry: string;
  /** RFC 6381 codec string from the boxes of a sample entry. Throws OUTPUT_WRONG. */
  codecString(boxes: readonly Box[]): string;
  /** Encoder and rate control. Key frames are only forced by time. */
  encoderArgs(video: EncoderSettings<C>, rendition: Rendition): string[];
  /** Checks that decoding can start at the first frame of every fragment. Throws OUTPUT_WRONG. */
  checkKeyFrames(path: string, fragments: Fragments): Promise<void>;
  /** For the memory limit: frames that the encoder buffers, and bytes per pixel of each. */
  bufferedFrames(preset: EncoderPreset<C>): number;
  bufferedPixelBytes: number;
};
