import type { TaskKind, TaskResults } from '@media/core';
import type { ClaimedTask, LockedJob, MediaRows, Pieces, Plans, Transaction, UsageCounts } from '@media/database';
import type { FfmpegOptions, FfprobeOptions, PacketClock, RunResult } from '@media/media';
import type { ObjectStore, Stored } from '@media/storage';
import type { Sources } from '../sources/source-cache.js';

/** Dependencies of steps. */
export type StepDeps = {
  store: ObjectStore;
  sources: Sources;
  mediaRows: Pick<MediaRows, 'ofJob' | 'publishedVideo'>;
  pieces: Pieces;
  plans: Pick<Plans, 'earlierEncodeSlots'>;
  usage: Pick<UsageCounts, 'countSource'>;
  /** Threads per encode. */
  threads: number;
  /** Property of this machine's ffmpeg, detected at startup. */
  packetClock: PacketClock;
  /** Chunks that all workers together can encode at a time. */
  countEncodeSlots(): Promise<number>;
};

/** `signal` can end the process before the attempt ends. */
type RunIn<Options> = Omit<Options, 'workDir' | 'signal'> & { signal?: AbortSignal };

/** An attempt, as seen by its step. Everything it starts ends with the attempt. */
export type StepContext<K extends TaskKind = TaskKind> = {
  task: ClaimedTask<K>;
  /** Fires when the task is canceled or reassigned, or when this worker shuts down. */
  signal: AbortSignal;
  /** An empty directory that is deleted when the attempt ends. */
  workDir: string;
  ffmpeg(argv: readonly string[], options: RunIn<FfmpegOptions>): Promise<RunResult>;
  ffprobe(argv: readonly string[], options: RunIn<FfprobeOptions>): Promise<string>;
  /** Stores a file under the attempt's prefix. Not read until the step's rows reference it. */
  upload(name: string, path: string, contentType: string): Promise<Stored & { key: string }>;
  /** Stores a file under a key that outlives the attempt. */
  uploadTo(key: string, path: string, contentType: string): Promise<Stored>;
  /** Writes to the database, retrying while it is unavailable. @throws AppError RESULT_REFUSED, CLAIM_LOST */
  persist<T>(write: () => Promise<T>): Promise<T>;
  /** Completed fraction of the task, 0..1. */
  progress(fraction: number): void;
};

export type StepOutcome<K extends TaskKind = TaskKind> = {
  /** Data for later tasks of the job; stored with the task as JSON. */
  result: TaskResults[K];
  /** Adds the rows of what was made, in the transaction that ends the task. */
  publish?(tx: Transaction, job: LockedJob): Promise<void>;
};

export type Step<K extends TaskKind> = (deps: StepDeps, context: StepContext<K>) => Promise<StepOutcome<K>>;

export type Steps = { [K in TaskKind]: Step<K> };
