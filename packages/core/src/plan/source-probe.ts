/** An exact ratio, as ffprobe writes frame rates and time bases. */
export type Fraction = { num: number; den: number };

/** Brightness curves that an ordinary screen shows washed out: they are tone-mapped. */
export type HdrTransfer = 'pq' | 'hlg';

export type VideoStream = {
  /** Index among all streams of the file: images attached to audio files are not counted out of it. */
  streamIndex: number;
  codec: string;
  profile?: string;
  pixelFormat?: string;
  bitDepth: number;
  codedWidth: number;
  codedHeight: number;
  /** As displayed: rotation and pixel aspect are already applied. */
  width: number;
  height: number;
  /** Degrees clockwise at which the decoded frame is shown: 0, 90, 180 or 270. */
  rotation: number;
  sampleAspectRatio: Fraction;
  /** Nominal; what is planned with comes from the frame timeline. */
  frameRate: Fraction;
  averageFrameRate: Fraction;
  timeBase: Fraction;
  /** Of this stream, where the container says it. */
  durationMs?: number;
  /** What the container says; absent in most containers. */
  frameCount?: number;
  bitrateBps?: number;
  interlaced: boolean;
  hdr?: HdrTransfer;
  colorSpace?: string;
  colorTransfer?: string;
  colorPrimaries?: string;
  colorRange?: string;
};

export type AudioStream = {
  streamIndex: number;
  codec: string;
  channels: number;
  sampleRateHz: number;
  language?: string;
  title?: string;
  default: boolean;
  startSeconds?: number;
  /** When the last packet ends, in seconds of the source. Known only where a video goes with it; containers don't say. */
  endSeconds?: number;
  bitrateBps?: number;
};

/** All that planning needs to know of a source. JSON-serialisable: it is stored with the job. */
export type SourceProbe = {
  /** ffprobe's format name, such as `mov,mp4,m4a,3gp,3g2,mj2`. */
  container: string;
  /** Of the longest stream, by what the container says. */
  durationMs: number;
  sizeBytes: number;
  /** `-ss` counts from here, even with `-copyts`. */
  startSeconds: number;
  /** Whether a seek lands where it was asked to. Else the video is one chunk, decoded from its start. */
  seekable: boolean;
  video?: VideoStream;
  audios: AudioStream[];
};
