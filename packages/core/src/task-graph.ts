import type { MediaKind } from './media-object.js';
import type { TaskStatus } from './task-lifecycle.js';

/** `images` is apart from `light`, so that no number of posters and previews takes a slot that audio needs to become playable. */
export type QueueName = 'encode' | 'io' | 'light' | 'images';
export const QUEUE_NAMES: readonly QueueName[] = ['encode', 'io', 'light', 'images'];

type KindEntry = {
  /** By weight of work. */
  queue: QueueName;
  /** Kinds that must have ended before. */
  after: readonly string[];
  /** Kinds whose results its step reads: a claim brings no others. */
  reads: readonly string[];
  /** Whether the job continues without it. */
  optional: boolean;
  /** Whether the plan decides on its tasks; the others are there from the beginning of a job. */
  planned: boolean;
  /**
   * The kind of track that its media objects belong to; null for a kind that publishes none. Those that publish some decide when a
   * video is playable, and their tasks are taken over from an earlier job with the same plan.
   */
  media: MediaKind | null;
};

/** What reads the source waits for `fetch` too, which a retry may have to send back. */
const ON_SOURCE = { after: ['fetch', 'probe'], reads: ['fetch', 'probe'] } as const;
const FROM_START = { planned: false, media: null } as const;

/**
 * The kinds of task. How much memory a step may use follows from what the probe found. The diagram in ARCHITECTURE.md is tested
 * against this table. A new kind needs a new PLAN_VERSION: workers of an older release must not claim what they cannot do.
 */
export const TASK_KINDS = {
  fetch: { queue: 'io', after: [], reads: [], optional: false, ...FROM_START },
  probe: { queue: 'io', after: ['fetch'], reads: ['fetch'], optional: false, ...FROM_START },
  encode: { queue: 'encode', ...ON_SOURCE, optional: false, planned: true, media: 'video' },
  repackage: { queue: 'io', ...ON_SOURCE, optional: false, planned: true, media: 'video' },
  audio: { queue: 'light', ...ON_SOURCE, optional: false, planned: true, media: 'audio' },
  images: { queue: 'images', ...ON_SOURCE, optional: true, planned: true, media: null },
  package: {
    queue: 'io',
    after: ['encode', 'repackage', 'audio'],
    reads: ['probe', 'audio'],
    optional: false,
    planned: true,
    media: null,
  },
  verify: {
    queue: 'io',
    after: ['images', 'package'],
    reads: ['encode', 'repackage', 'audio', 'images', 'package'],
    optional: false,
    planned: true,
    media: null,
  },
} as const satisfies Record<string, KindEntry>;

export type TaskKind = keyof typeof TASK_KINDS;
export const TASK_KIND_NAMES = Object.keys(TASK_KINDS) as TaskKind[];

/** Kinds whose tasks a plan decides on. */
export type PlannedKind = {
  [Kind in TaskKind]: (typeof TASK_KINDS)[Kind]['planned'] extends true ? Kind : never;
}[TaskKind];

export const PLANNED_KINDS = TASK_KIND_NAMES.filter((kind): kind is PlannedKind => TASK_KINDS[kind].planned);

/** Kinds that publish media objects, of tracks of this kind or of any. */
export const kindsWithMedia = (media?: MediaKind): TaskKind[] =>
  TASK_KIND_NAMES.filter((kind) => TASK_KINDS[kind].media !== null && (!media || TASK_KINDS[kind].media === media));

export type GraphTask = { id: string; kind: TaskKind; status: TaskStatus };

/** Whether those who come after this task may begin: it is done, or its failure does not matter. */
const isSettled = ({ kind, status }: GraphTask): boolean =>
  status === 'completed' || (status === 'failed' && TASK_KINDS[kind].optional);

/** The waiting tasks of one job whose prerequisites have all ended well. */
export const readyTasks = <T extends GraphTask>(tasks: readonly T[]): T[] =>
  tasks.filter((task) => {
    const after: readonly TaskKind[] = TASK_KINDS[task.kind].after;
    return task.status === 'waiting' && tasks.every((other) => !after.includes(other.kind) || isSettled(other));
  });

/** A job has ended well when every task of it is settled. */
export const isJobDone = (tasks: readonly GraphTask[]): boolean => tasks.length > 0 && tasks.every(isSettled);

/** The culprits and every task that builds upon what they made: all that must be done again. */
export const tasksToRedo = <T extends GraphTask>(tasks: readonly T[], culprits: readonly string[]): T[] => {
  const kinds = new Set(tasks.filter(({ id }) => culprits.includes(id)).flatMap(({ kind }) => kindsAfter(kind)));
  return tasks.filter(({ id, kind }) => culprits.includes(id) || kinds.has(kind));
};

/** The kinds that come after this one, however far. */
const kindsAfter = (kind: TaskKind): TaskKind[] => {
  const next = TASK_KIND_NAMES.filter((other) => (TASK_KINDS[other].after as readonly TaskKind[]).includes(kind));
  return [...next, ...next.flatMap(kindsAfter)];
};
