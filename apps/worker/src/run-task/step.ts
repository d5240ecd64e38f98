import type { TaskKind, TaskResults } from '@media/core';
import type { ClaimedTask, LockedJob, MediaRows, Pieces, Plans, Transaction } from '@media/database';
import type { FfmpegOptions, FfprobeOptions, PacketClock, RunResult } from '@media/media';
import type { ObjectStore, Stored } from '@media/storage';
import type { Sources } from '../sources/source-cache.js';

/** What steps reach beyond their own folder. */
export type StepDeps = {
  store: ObjectStore;
  sources: Sources;
  mediaRows: MediaRows;
  pieces: Pieces;
  plans: Pick<Plans, 'earlierEncodeSlots'>;
  /** Processors that one encode may use. */
  threads: number;
  /** What was found of this machine's ffmpeg when the worker started. */
  packetClock: PacketClock;
  /** Chunks that all workers together could encode at the same time. */
  countEncodeSlots(): Promise<number>;
};

/** `signal` ends the process before the try ends. */
type RunIn<Options> = Omit<Options, 'workDir' | 'signal'> & { signal?: AbortSignal };

/** One try of one task, as a step sees it. Whatever it starts here ends with the try. */
export type StepContext<K extends TaskKind = TaskKind> = {
  task: ClaimedTask<K>;
  /** Fires when the task was cancelled, given to another worker, or when this worker shuts down. */
  signal: AbortSignal;
  /** An empty folder that is removed when the try ends. */
  workDir: string;
  ffmpeg(argv: readonly string[], options: RunIn<FfmpegOptions>): Promise<RunResult>;
  ffprobe(argv: readonly string[], options: RunIn<FfprobeOptions>): Promise<string>;
  /** Stores a file under this try's own prefix, which nobody reads until the step's rows name it. */
  upload(name: string, path: string, contentType: string): Promise<Stored & { key: string }>;
  /** Stores a file under a key that outlives the try. */
  uploadTo(key: string, path: string, contentType: string): Promise<Stored>;
  /** Writes to the database, again and again while it is unavailable. @throws AppError RESULT_REFUSED, CLAIM_LOST */
  persist<T>(write: () => Promise<T>): Promise<T>;
  /** How much of the task is done, 0..1. */
  progress(fraction: number): void;
};

export type StepOutcome<K extends TaskKind = TaskKind> = {
  /** What later tasks of the job need to know; kept with the task as JSON. */
  result: TaskResults[K];
  /** Writes the rows that name what was made, in the transaction that ends the task. */
  publish?(tx: Transaction, job: LockedJob): Promise<void>;
};

export type Step<K extends TaskKind> = (deps: StepDeps, context: StepContext<K>) => Promise<StepOutcome<K>>;

export type Steps = { [K in TaskKind]: Step<K> };
