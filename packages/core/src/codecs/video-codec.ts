import type { VideoStream } from '../plan/source-probe.js';

/** A condition on the source's video that depends on the codec; see `decide-copy.ts`. */
export type CodecCopyRule = {
  name: 'codec' | 'profile' | 'pixels';
  isMet(video: VideoStream): boolean;
  because: string;
};

/**
 * What planning and playback need to know about a codec that renditions are encoded with, as pure facts. How ffmpeg encodes it
 * and how its bitstream is read is `VideoCoding` in packages/media.
 */
export type VideoCodec = {
  /** What a source must be to be copied instead of encoded, in the order in which it is asked. */
  copyRules: readonly CodecCopyRule[];
  /** Frames that a decoder may hold back to reorder them. */
  maxHeldBackFrames: number;
  /** By how many frames the encoder's decode times lag behind, with B-frames. */
  encoderDelayFrames: number;
  /** The most frames in a row that no other frame refers to. */
  maxUnreferencedFrames: number;
  /** Frames encoded around those of a chunk, so that the encoder's rate control knows what comes before and after them. */
  warmUpFrames: number;
  lookAheadFrames: number;
  /** RFC 6381, announced before the first segment is encoded. */
  announcedAs: string;
};
