import type { CodecChoice } from '../codecs/index.js';
import type { CopyRuleName } from './copy-rule-name.js';
import type { CountedTimes } from './frame-timeline.js';
import type { OutputKind } from './output-kinds.js';
import type { FilterFacts, FrameSize } from './plan-filters.js';
import type { Fraction } from './source-probe.js';
import type { SourceWarning } from './source-warnings.js';
import type { Chapter, TextTrack } from './text-tracks.js';

/**
 * Bumped whenever the same probe and recipe lead to a different plan, or the same plan to different bytes, and with every new kind of task.
 * Workers of a single plan version process all tasks of a job.
 */
export const PLAN_VERSION = 10;

/**
 * How source times become output times. `constant`: one tick per frame. `variable`: each frame keeps its own time.
 * `resampled`: frames are dropped or repeated on a regular grid, for sources whose own times are useless or too dense.
 */
export type Clock = {
  kind: 'constant' | 'variable' | 'resampled';
  /** Seconds per tick of output time; the encoder's time base. */
  tick: Fraction;
  /** The source time that becomes zero, in ticks of the stream: the first frame, or audio that begins before it. */
  originPts: number;
  /** Pts of a first frame that comes after the start of the audio. It is shown from zero on, so that no audio is cut off. */
  heldPts?: number;
  sourceTimeBase: Fraction;
  /** Source times of decoded frames in their order; absent if the source's own times are used. */
  counted?: CountedTimes;
};

export type Rendition = {
  name: string;
  width: number;
  height: number;
  maxBitrateBps: number;
  bufferBits: number;
  /** The source's own video, repackaged instead of encoded. */
  copied?: true;
};

/** Why the source's video is or isn't copied as the best rendition. */
export type CopyDecision = {
  copied: boolean;
  /** The rule in `decide-copy.ts` that decided; `fit` if all are met. */
  rule: CopyRuleName | 'fit';
  /** All rules that aren't met, in order. */
  unmet: CopyRuleName[];
};

/** A time range of the source. One process decodes it once and encodes all renditions. */
export type Chunk = {
  index: number;
  /**
   * First and one-past-last encoded frame: pts of the source stream, or ticks of the grid if resampled. Absent at the ends of the
   * video, where nothing is cut off.
   */
  startPts?: number;
  endPts?: number;
  /** Encoded frames before and after the chunk's own, which are discarded. Absent if there are none. */
  warmUpFrames?: number;
  lookAheadFrames?: number;
  /** Coarse input seek, early enough that every frame of the range decodes; absent for the first chunk. */
  seekSeconds?: number;
  /** Start times of segments in seconds from the start of the video. The first one is the start of the chunk. */
  segmentStarts: number[];
  /** Frames in each segment, to verify the encoded bytes. */
  segmentFrames: number[];
  firstFrame: number;
  expectedFrames: number;
  /** Duration of the last frame in ticks of the clock. Only with variable frame rates, where the encoder could only guess. */
  lastFrameTicks?: number;
  /** End of the chunk in ticks of the clock from the start of the video. Only with variable frame rates. */
  endTicks?: number;
  startMs: number;
  durationMs: number;
};

export type VideoPlan = CodecChoice &
  FilterFacts & {
    streamIndex: number;
    clock: Clock;
    /** Average, for playlists and display. */
    frameRate: Fraction;
    frameCount: number;
    durationMs: number;
    crf: number;
    /** Whether the encoder can use B-frames; see `canUseBFrames`. */
    reorder: boolean;
    /** MPEG-1 and MPEG-2: where their shape changes, the decoder loses the frame that it holds back, without an error. */
    losesFrames?: true;
    copy: CopyDecision;
    /** Largest first. Only the first can be a copy. */
    renditions: Rendition[];
    chunks: Chunk[];
  };

/**
 * Which frames have their peaks limited, because a sum of channels can exceed full scale: all of them, or only those that have more channels than
 * the track. `overs`: only samples above full scale, which floats can store.
 */
export type Limited = 'all' | 'mixed' | 'overs';

export type AudioTrack = {
  index: number;
  streamIndex: number;
  /** Unique in the plan, such as `a0`. */
  name: string;
  /** The name in a player's menu. */
  label: string;
  /** BCP 47 tag. Plans of earlier versions have the source's code, usually of ISO 639-2. */
  language?: string;
  default: boolean;
  channels: number;
  /** Arguments of ffmpeg's `pan` filter, for channels that ffmpeg can't mix by itself. Absent if not needed. */
  pan?: string;
  limited?: Limited;
  sampleRateHz: number;
  bitrateBps: number;
  /** The source time that becomes zero. Same as for the video, to keep both in sync. */
  originSeconds: number;
  /** Planned silence after the audio because the video is longer: players stop at the end of the first track. Absent if none. */
  padSeconds?: number;
};

type ImagePlan = FrameSize & FilterFacts & { streamIndex: number };

export type PosterPlan = ImagePlan & { seekSeconds: number };

/** A few moments of the source in a row, without audio: a short preview that plays on hover. */
export type PreviewPlan = ImagePlan & {
  /** Whether a moment begins exactly at its time, or at the key frame before it. */
  exact: boolean;
  moments: { seekSeconds: number; durationSeconds: number }[];
};

export type PlannedOutput = {
  kind: OutputKind;
  name: string;
  /** The rendition in an MP4. */
  rendition?: string;
  /** Names of the included audio tracks. */
  audios: string[];
};

/** Shares of progress in basis points; the sum is exactly 10,000. */
export type ProgressWeights = {
  fetch: number;
  probe: number;
  chunks: number[];
  repackage: number;
  audios: number[];
  poster: number;
  preview: number;
  text: number;
  package: number;
  verify: number;
};

export type Plan = {
  version: typeof PLAN_VERSION;
  recipe: string;
  durationMs: number;
  video?: VideoPlan;
  audios: AudioTrack[];
  texts: TextTrack[];
  chapters: Chapter[];
  poster?: PosterPlan;
  preview?: PreviewPlan;
  outputs: PlannedOutput[];
  weights: ProgressWeights;
  /** What is left out, repaired or guessed. */
  warnings: SourceWarning[];
};
