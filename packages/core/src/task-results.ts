import type { MediaObject } from './media-object.js';
import type { NonStandardReason } from './plan/non-standard.js';
import type { OutputKind } from './plan/output-kinds.js';
import type { LeftOutVideo, UploadFormat } from './plan/source-probe.js';
import type { SourceWarning } from './plan/source-warnings.js';
import type { PublishedText } from './plan/text-tracks.js';
import type { TASK_KINDS, TaskKind } from './task-graph.js';

/** The CRC-32 of a file when it was made, to verify the stored copy. */
export type FileSum = { kind: OutputKind; name: string; crc32: number };

type KindResults = {
  /** A copy of the source in another container, if the source itself isn't seekable. */
  fetch: {
    work?: { key: string; etag: string; sizeBytes: number };
    /** With `work`. Absent in jobs of earlier releases. */
    upload?: UploadFormat;
    /** Video streams of the upload that the copy doesn't have. */
    leftOutVideos?: LeftOutVideo[];
  };
  probe: {
    planHash: string;
    encodeSlots: number;
    /** For memory limits: pixels of the coded frame (0 for audio only), and tracks in the file. Absent in older jobs. */
    source?: { pixels: number; tracks: number };
  };
  /** Frames that couldn't be decoded, or only in part. */
  encode: {
    lostFrames: number;
    damagedFrames?: number;
    /** Of a task that replaces a failed copy: they are published once all chunks are encoded, if the copy has published pieces. */
    objects?: MediaObject[];
  };
  /** Whether the video was copied. If not, `because` says how the copy differed from the plan, and further tasks encode it. */
  repackage: { copied: true } | { copied: false; because: object };
  /** Only the encoder knows how long the encoded audio is. */
  audio: { trackIndex: number; pieceCount: number; endTicks: number };
  images: { files: FileSum[] };
  /** The tracks that could be converted. */
  text: { texts: PublishedText[] };
  poster: object;
  package: { files: FileSum[] };
  verify: object;
};

/** What a step learned about the source while it worked. Becomes part of what the video says about its source when the task completes. */
type Found = { warnings?: SourceWarning[]; nonStandard?: NonStandardReason[] };

/**
 * The result of each kind of task, stored as JSON with the task and read by later tasks of its job. Workers of a single plan version
 * process all tasks of a job, so an incompatible change needs a new PLAN_VERSION.
 */
export type TaskResults = { [K in keyof KindResults]: KindResults[K] & Found };

type ReadBy<K extends TaskKind> = (typeof TASK_KINDS)[K]['reads'][number];

/** The results that a kind reads, by kind and task index. */
export type ResultsFor<K extends TaskKind> = { [Read in ReadBy<K>]?: ReadonlyMap<number, TaskResults[Read]> };

/** Whether this is the result of a copy that failed, so that further tasks encode the video. */
export const isFailedCopy = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'copied' in result && result.copied === false;
