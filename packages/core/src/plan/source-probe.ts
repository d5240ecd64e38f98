import type { TimeGap } from './watch-gaps.js';

/** An exact ratio, as ffprobe writes frame rates and time bases. */
export type Fraction = { num: number; den: number };

/** A codec that ffmpeg doesn't know. */
export const UNKNOWN_CODEC = 'unknown';

/** HDR transfer functions. They look washed out on SDR screens, so they are tone-mapped. */
export type HdrTransfer = 'pq' | 'hlg';

/** What a sample of frames shows about interlacing, in frames. */
export type FieldSample = {
  /** Marked as interlaced by the decoder. */
  marked: number;
  /** Compared with their neighbors: top or bottom field first, or both fields from one moment. The rest is still or unclear. */
  topFirst: number;
  bottomFirst: number;
  progressive: number;
  /** All sampled frames. */
  frames: number;
};

export type AlphaDecoder = 'libvpx' | 'libvpx-vp9';

/** Frames of the same size and pixel aspect ratio. Fields as in `VideoStream`. */
export type FrameShape = Pick<
  VideoStream,
  'codedWidth' | 'codedHeight' | 'width' | 'height' | 'colorSpace' | 'colorPrimaries'
>;

/** How decoded frames declare their colors from a time on, until the next span. */
export type ColorSpan = Pick<
  VideoStream,
  | 'codedWidth'
  | 'codedHeight'
  | 'pixelFormat'
  | 'colorSpace'
  | 'colorTransfer'
  | 'colorPrimaries'
  | 'colorRange'
  | 'hdr'
> & {
  /** In seconds of the source. The first span also covers what comes before. */
  fromSeconds: number;
  seconds: number;
};

/** How decoded frames are shown from a time on, until the next span. */
export type ShapeSpan = {
  /** In seconds of the source. The first span also covers what comes before. */
  fromSeconds: number;
  /** After the rotation that the container declares. */
  sampleAspectRatio: Fraction;
  /** Clockwise rotation, in degrees, that only frames declare. */
  rotation: number;
};

export type VideoStream = {
  /** Index among all streams of the file, including attached pictures. */
  streamIndex: number;
  /** ffmpeg's name, or `UNKNOWN_CODEC`. */
  codec: string;
  /** The codec's name in the file, such as `avc1`, if its container has such names. */
  codecTag?: string;
  profile?: string;
  pixelFormat?: string;
  /** Transparency is stored next to the frames (VP8 and VP9 in Matroska), where ffmpeg's own decoders ignore it. */
  separateAlpha?: true;
  /** ffmpeg's name of the decoder to use instead of its default one, for `separateAlpha`. */
  decoder?: AlphaDecoder;
  bitDepth: number;
  codedWidth: number;
  codedHeight: number;
  /** The container says that only a part of each frame is shown, and ffmpeg applies that. Sizes are those of the part. */
  cropped?: true;
  /** Displayed size, with rotation and pixel aspect ratio applied. */
  width: number;
  height: number;
  /** Clockwise rotation for display: 0, 90, 180 or 270 degrees. From the container, or else from frames. */
  rotation: number;
  /** Degrees that the container declares, if they aren't a right angle. Ignored. */
  tilt?: number;
  sampleAspectRatio: Fraction;
  /** Nominal. Plans use the frame timeline. */
  frameRate: Fraction;
  averageFrameRate: Fraction;
  timeBase: Fraction;
  /** Duration of this stream, if the container declares it. */
  durationMs?: number;
  /** As declared; absent in most containers. */
  frameCount?: number;
  bitrateBps?: number;
  /** As declared. */
  interlaced: boolean;
  /** From a sample of frames, if they may be interlaced. */
  fields?: FieldSample;
  /** If the video changes its size or shape. The most frequent one comes first, and is that of the stream. */
  shapes?: FrameShape[];
  /** With `shapes`, or if frames declare a rotation. Empty if the file doesn't say when frames are shown. */
  spans?: ShapeSpan[];
  /** If frames differ in their colors or their pixel format. */
  colorSpans?: ColorSpan[];
  /** Closed captions (CEA-608 or 708) inside the frames. Absent if there are none. */
  closedCaptions?: true;
  /** How many frames a decoder holds back to show frames in order; 0 if they are stored in that order. */
  reorderDepth?: number;
  hdr?: HdrTransfer;
  /** The brightest pixel of HDR video in cd/m², if declared. */
  hdrPeakNits?: number;
  /** The profile of Dolby Vision without a layer that other decoders can show. */
  dolbyVisionOnly?: number;
  colorSpace?: string;
  colorTransfer?: string;
  colorPrimaries?: string;
  colorRange?: string;
};

export type AudioStream = {
  streamIndex: number;
  codec: string;
  /** The codec's name in the file, such as `mp4a`, if its container has such names. */
  codecTag?: string;
  /** ffmpeg's name of the decoded format, such as `s16` or `fltp`. Absent if it has no decoder. */
  sampleFormat?: string;
  channels: number;
  /** ffmpeg's name, such as `5.1(side)`. Absent or `unknown` if the file doesn't say where the channels belong. */
  layout?: string;
  sampleRateHz: number;
  /** BCP 47 tag. */
  language?: string;
  title?: string;
  default: boolean;
  startSeconds?: number;
  /** End of the last packet, in seconds of the source. Containers don't declare it. */
  endSeconds?: number;
  bitrateBps?: number;
  /** Where packets are missing. Absent if there are none, or if only the end of the track was read. */
  gaps?: TimeGap[];
};

/** A video stream of the upload that isn't processed. `track`: its position among the video streams, from 1. */
export type LeftOutVideo = { track: number; codec: string; width: number; height: number };

/** An audio track that can't be used. */
export type UnusableAudio = {
  /** Position among the audio tracks of the file, from 1. */
  track: number;
  /** ffmpeg's name of the codec. If it can't be decoded, the file's own name, which uploaders know from their tools. */
  codec: string;
  /** BCP 47 tag. */
  language?: string;
  /** `codec`: no decoder. `empty`: no packets. `damaged`: nothing could be decoded. */
  problem: 'codec' | 'empty' | 'damaged';
};

export type TextStream = {
  streamIndex: number;
  codec: string;
  /** BCP 47 tag. */
  language?: string;
  title?: string;
  default: boolean;
  forced: boolean;
  /** Also describes sounds, for viewers who can't hear them. */
  hearingImpaired: boolean;
};

export type SourceChapter = { startSeconds: number; endSeconds: number; title?: string };

/** What an upload contains, by ffmpeg's names. `audioCodec`: of the first audio track. */
export type UploadFormat = { container: string; videoCodec?: string; audioCodec?: string };

/** Everything that planning needs to know about a source. Stored as JSON with the job. */
export type SourceProbe = {
  /** ffprobe's format name, such as `mov,mp4,m4a,3gp,3g2,mj2`. */
  container: string;
  /** If everything else describes a remuxed copy, in which audio can have another codec. */
  upload?: UploadFormat;
  /** Declared duration of the longest stream. */
  durationMs: number;
  sizeBytes: number;
  /** ffmpeg's `-ss` is relative to this, even with `-copyts`. */
  startSeconds: number;
  /** Whether seeks are accurate. If not, the video is a single chunk, decoded from its start. */
  seekable: boolean;
  /** MPEG-TS whose video moves to another track: both are read as one. */
  joinsTracks?: true;
  video?: VideoStream;
  leftOutVideos?: LeftOutVideo[];
  audios: AudioStream[];
  /** Audio tracks that were left out of `audios`. Absent if there are none. */
  unusableAudios?: UnusableAudio[];
  /** All subtitle streams, also those that aren't text. Absent if there are none. */
  texts?: TextStream[];
  /** Absent if there are none. */
  chapters?: SourceChapter[];
};
