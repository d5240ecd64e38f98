import type {
  JobId,
  OrganizationId,
  Plan,
  PosterSource,
  Recipe,
  ResultsFor,
  TaskId,
  TaskKind,
  TaskResults,
  VideoId,
} from '@media/core';
import type { FailureColumns } from './failure-counts.js';

/** A claimed task, with everything that its step needs. */
export type ClaimedTask<K extends TaskKind = TaskKind> = FailureColumns & {
  id: TaskId;
  organizationId: OrganizationId;
  videoId: VideoId;
  jobId: JobId;
  kind: K;
  name: string;
  index: number;
  weight: number;
  /** The epoch of this claim; every write checks it. */
  epoch: number;
  worker: string;
  /** For a reopened task: the result of its earlier run. */
  result: TaskResults[K] | null;
  job: {
    recipeName: string;
    recipe: Recipe;
    /** Null until the probe has completed. */
    plan: Plan | null;
    planHash: string | null;
    /** Basis points of the job's finished tasks at the time of the claim. */
    doneWeight: number;
    /** The part of them kept from earlier generations or jobs. */
    keptWeight: number;
    generation: number;
    /** What a task of kind `poster` makes the poster from; null in every other job. */
    poster: PosterSource | null;
  };
  source: { key: string; etag: string; sizeBytes: number; fileName: string };
  /** Trace context of the task's previous attempt, if there was one that had a trace. */
  earlierTraceparent: string | null;
  /** Results of the finished tasks that this kind reads (`reads` in core's table), by kind and index. */
  results: ResultsFor<K>;
};

export type TaskRef = { id: TaskId; epoch: number };
/** A task as described by its queue message, and the trace context of the attempt. */
export type QueuedTask = { taskId: TaskId; epoch: number; traceparent?: string | undefined };
