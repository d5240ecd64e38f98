import type { OutputKind } from './plan/output-kinds.js';
import type { TASK_KINDS, TaskKind } from './task-graph.js';

/** The CRC-32 of a file as it was made, to recognize it in the store. */
export type FileSum = { kind: OutputKind; name: string; crc32: number };

/**
 * What a task of each kind leaves for later tasks of its job, stored as JSON with the task. A job's tasks are all processed by
 * workers of one plan version, so a change that older rows don't fit needs a new PLAN_VERSION.
 */
export type TaskResults = {
  /** The copy of the source in another container, where the source itself can't be cut. */
  fetch: { work?: { key: string; etag: string; sizeBytes: number } };
  probe: {
    planHash: string;
    encodeSlots: number;
    /** For memory limits: pixels of the coded frame (0 for audio alone), and tracks in the file. Absent in older jobs. */
    source?: { pixels: number; tracks: number };
  };
  encode: { lostFrames: number };
  /** Copied, or how the copy differed from the plan. */
  repackage: { copied: true } | { copied: false; because: object; lostFrames: number };
  /** The plan doesn't know how long the encoded audio is; the encoder does. */
  audio: { trackIndex: number; pieceCount: number; endTicks: number };
  images: { files: FileSum[] };
  package: { files: FileSum[] };
  verify: Record<string, never>;
};

type ReadBy<K extends TaskKind> = (typeof TASK_KINDS)[K]['reads'][number];

/** The results of finished tasks that a kind reads, by kind and by the index of the task. */
export type ResultsFor<K extends TaskKind> = { [Read in ReadBy<K>]?: ReadonlyMap<number, TaskResults[Read]> };
