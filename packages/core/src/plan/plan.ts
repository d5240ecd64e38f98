import type { CodecChoice } from '../codecs/index.js';
import type { CopyRuleName } from './copy-rule-name.js';
import type { OutputKind } from './output-kinds.js';
import type { FilterFacts, FrameSize } from './plan-filters.js';
import type { Fraction, HdrTransfer } from './source-probe.js';

/**
 * Raised whenever the same probe and recipe give another plan, or the same plan other bytes, and with every new kind of task:
 * a job is processed by workers of one plan version only.
 */
export const PLAN_VERSION = 6;

/**
 * How source times become output times. `constant`: one tick per frame. `variable`: each frame keeps its own time.
 * `resampled`: frames are dropped or repeated on a regular grid, for sources whose own times are useless or too dense.
 */
export type Clock = {
  kind: 'constant' | 'variable' | 'resampled';
  /** Seconds per tick of output time; the encoder's time base. */
  tick: Fraction;
  /** Source time, in ticks of the stream, that becomes zero: the first frame, or the audio that begins before it. */
  originPts: number;
  /** Pts of a first frame that comes later than the audio: it is shown from zero on, so that no audio is cut off. */
  heldPts?: number;
  sourceTimeBase: Fraction;
};

export type Rendition = {
  name: string;
  width: number;
  height: number;
  maxBitrateBps: number;
  bufferBits: number;
  /** The source's own video, repackaged: no chunk encodes it. */
  copied?: true;
};

/** Why the source's video is, or is not, the best rendition as it is. */
export type CopyDecision = {
  copied: boolean;
  /** The rule that decided, of those in `decide-copy.ts`; `fit` when all are met. */
  rule: CopyRuleName | 'fit';
  because: string;
};

/** A time range of the source: one process decodes it once and encodes every rendition of it. */
export type Chunk = {
  index: number;
  /**
   * First and one-past-last frame that is encoded: pts of the source stream, or ticks of the grid when resampled.
   * Absent at the ends, where nothing is to be cut off.
   */
  startPts?: number;
  endPts?: number;
  /** How many of these come before the chunk's own frames, and after them: they are encoded and thrown away. None unless told. */
  warmUpFrames?: number;
  lookAheadFrames?: number;
  /** Coarse input seek, early enough that every frame of the range decodes; absent for the first chunk. */
  seekSeconds?: number;
  /** Output times in seconds at which segments begin, the chunk's own start first; they count from the video's start. */
  segmentStarts: number[];
  /** Frames in each segment: what the encoded bytes are checked against. */
  segmentFrames: number[];
  firstFrame: number;
  expectedFrames: number;
  /** How long the last frame is shown, in ticks of the clock, where the encoder could only guess: frames that vary. */
  lastFrameTicks?: number;
  /** When it ends, in ticks of the clock from the video's start; like `lastFrameTicks` only where frames vary. */
  endTicks?: number;
  startMs: number;
  durationMs: number;
};

export type VideoPlan = CodecChoice & {
  streamIndex: number;
  clock: Clock;
  /** Average, for playlists and display. */
  frameRate: Fraction;
  frameCount: number;
  durationMs: number;
  crf: number;
  /** Whether the encoder may use B-frames: after long gaps their decode times run away from what is shown. */
  reorder: boolean;
  deinterlace: boolean;
  hdr?: HdrTransfer;
  fromRgb: boolean;
  copy: CopyDecision;
  /** Largest first: the first may be copied. */
  renditions: Rendition[];
  chunks: Chunk[];
};

export type AudioTrack = {
  index: number;
  streamIndex: number;
  /** Unique in the plan, such as `a0`. */
  name: string;
  /** What a player's menu shows. */
  label: string;
  /** ISO 639 code as the source says it. */
  language?: string;
  default: boolean;
  channels: number;
  sampleRateHz: number;
  bitrateBps: number;
  /** Source time that becomes zero, the same as for the video, so that audio stays in step. */
  originSeconds: number;
  /** Silence that follows the audio, because the video goes on: players stop where the first track ends. None unless told. */
  padSeconds?: number;
};

type ImagePlan = FrameSize & FilterFacts & { streamIndex: number };

export type PosterPlan = ImagePlan & { seekSeconds: number };

/** A few moments of the source, one after the other and without audio: for who points at a video in a list. */
export type PreviewPlan = ImagePlan & {
  /** Whether a moment begins at its time; else at the key frame before. */
  exact: boolean;
  moments: { seekSeconds: number; durationSeconds: number }[];
};

export type PlannedOutput = {
  kind: OutputKind;
  name: string;
  /** The rendition an MP4 is made of. */
  rendition?: string;
  /** Names of the audio tracks inside. */
  audios: string[];
};

/** Shares of the whole in basis points; together exactly 10 000. */
export type ProgressWeights = {
  fetch: number;
  probe: number;
  chunks: number[];
  repackage: number;
  audios: number[];
  poster: number;
  preview: number;
  package: number;
  verify: number;
};

export type Plan = {
  version: typeof PLAN_VERSION;
  recipe: string;
  durationMs: number;
  video?: VideoPlan;
  audios: AudioTrack[];
  poster?: PosterPlan;
  preview?: PreviewPlan;
  outputs: PlannedOutput[];
  weights: ProgressWeights;
};
