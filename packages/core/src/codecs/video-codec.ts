import type { VideoStream } from '../plan/source-probe.js';

/** A condition on the source's video that depends on the codec; see `decide-copy.ts`. */
export type CodecCopyRule = {
  name: 'codec' | 'profile' | 'pixels';
  isMet(video: VideoStream): boolean;
};

/**
 * The facts about a codec of renditions that planning and playback need. `VideoCoding` in packages/media encodes it with ffmpeg
 * and reads its bitstream.
 */
export type VideoCodec = {
  /** Conditions for copying a source's video instead of encoding it, in order. */
  copyRules: readonly CodecCopyRule[];
  /** The most frames that a decoder can hold back to reorder them. */
  maxReorderFrames: number;
  /** Frames by which decode times lag behind with B-frames. */
  encoderDelayFrames: number;
  /** The longest run of frames that no other frame refers to. */
  maxUnreferencedFrames: number;
  /** Frames encoded before and after those of a chunk, as context for the encoder's rate control. */
  warmUpFrames: number;
  lookAheadFrames: number;
  /** RFC 6381 codec string that playlists use until the first segment is encoded. */
  defaultCodecString: string;
};
