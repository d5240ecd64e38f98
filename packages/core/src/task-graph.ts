import type { MediaKind } from './media-object.js';
import type { TaskStatus } from './task-lifecycle.js';

/**
 * Whether a task makes its video playable, so that it goes before tasks of older videos of its organization that don't: the first
 * chunk, and audio, which is published in pieces.
 */
export const isPlayableFirst = ({ kind, index }: { kind: TaskKind; index: number }): boolean =>
  kind === 'audio' || kind === 'repackage' || (kind === 'encode' && index === 0);

/** `images` is separate from `light`, so that posters, previews and text never take a slot that audio needs to become playable. */
export type QueueName = 'encode' | 'io' | 'light' | 'images';
export const QUEUE_NAMES: readonly QueueName[] = ['encode', 'io', 'light', 'images'];

type KindEntry = {
  queue: QueueName;
  /** Kinds that must finish first. */
  after: readonly string[];
  /** Kinds whose results the step reads. A claim loads only these. */
  reads: readonly string[];
  /** Whether the job continues if it fails. */
  optional: boolean;
  /** Whether the plan creates its tasks. The others exist from the start of a job. */
  planned: boolean;
  /**
   * The kind of track that its media objects belong to; null if it publishes none. Kinds with media decide when a video is
   * playable, and their tasks are reused from an earlier job with the same plan.
   */
  media: MediaKind | null;
};

/** Kinds that read the source also wait for `fetch`, because a retry can reopen it. */
const ON_SOURCE = { after: ['fetch', 'probe'], reads: ['fetch', 'probe'] } as const;
const FROM_START = { planned: false, media: null } as const;

/**
 * The kinds of task. The diagram in ARCHITECTURE.md is generated from this table. A new kind needs a new PLAN_VERSION, because
 * workers of an older release must not claim tasks that they can't run.
 */
export const TASK_KINDS = {
  fetch: { queue: 'io', after: [], reads: [], optional: false, ...FROM_START },
  probe: { queue: 'io', after: ['fetch'], reads: ['fetch'], optional: false, ...FROM_START },
  encode: { queue: 'encode', ...ON_SOURCE, optional: false, planned: true, media: 'video' },
  repackage: { queue: 'io', ...ON_SOURCE, optional: false, planned: true, media: 'video' },
  audio: { queue: 'light', ...ON_SOURCE, optional: false, planned: true, media: 'audio' },
  images: { queue: 'images', ...ON_SOURCE, optional: true, planned: true, media: null },
  text: { queue: 'images', ...ON_SOURCE, optional: true, planned: true, media: null },
  /** The only task of its job. */
  poster: { queue: 'images', after: [], reads: [], optional: false, ...FROM_START },
  package: {
    queue: 'io',
    after: ['encode', 'repackage', 'audio'],
    reads: ['probe', 'encode', 'repackage', 'audio'],
    optional: false,
    planned: true,
    media: null,
  },
  verify: {
    queue: 'io',
    after: ['images', 'text', 'package'],
    reads: ['encode', 'repackage', 'audio', 'images', 'text', 'package'],
    optional: false,
    planned: true,
    media: null,
  },
} as const satisfies Record<string, KindEntry>;

export type TaskKind = keyof typeof TASK_KINDS;
export const TASK_KIND_NAMES = Object.keys(TASK_KINDS) as TaskKind[];

/** Kinds whose tasks a plan creates. */
export type PlannedKind = {
  [Kind in TaskKind]: (typeof TASK_KINDS)[Kind]['planned'] extends true ? Kind : never;
}[TaskKind];

export const PLANNED_KINDS = TASK_KIND_NAMES.filter((kind): kind is PlannedKind => TASK_KINDS[kind].planned);

/** Kinds that publish media objects, optionally only for this kind of track. */
export const kindsWithMedia = (media?: MediaKind): TaskKind[] =>
  TASK_KIND_NAMES.filter((kind) => TASK_KINDS[kind].media !== null && (!media || TASK_KINDS[kind].media === media));

/** A task of a job, or all of its tasks with this kind and status. */
export type GraphTask = { kind: TaskKind; status: TaskStatus };

/** Whether tasks that wait for this one can start: it has completed, or it is optional and has failed. */
const isSettled = ({ kind, status }: GraphTask): boolean =>
  status === 'completed' || (status === 'failed' && TASK_KINDS[kind].optional);

/** The kinds whose waiting tasks can start: the prerequisites of a kind are all tasks of other kinds. */
export const readyKinds = (tasks: readonly GraphTask[]): TaskKind[] => {
  const waiting = new Set(tasks.filter(({ status }) => status === 'waiting').map(({ kind }) => kind));
  return [...waiting].filter((kind) => {
    const after: readonly TaskKind[] = TASK_KINDS[kind].after;
    return tasks.every((other) => !after.includes(other.kind) || isSettled(other));
  });
};

/** A job is done when all of its tasks are settled. */
export const isJobDone = (tasks: readonly GraphTask[]): boolean => tasks.length > 0 && tasks.every(isSettled);

/** The tasks that made wrong output (`faultyTaskIds`), and all tasks that depend on them. */
export const tasksToRedo = <T extends GraphTask & { id: string }>(
  tasks: readonly T[],
  faultyTaskIds: readonly string[],
): T[] => {
  const kinds = new Set(tasks.filter(({ id }) => faultyTaskIds.includes(id)).flatMap(({ kind }) => kindsAfter(kind)));
  return tasks.filter(({ id, kind }) => faultyTaskIds.includes(id) || kinds.has(kind));
};

/** The kinds that depend on this one, directly or indirectly. */
const kindsAfter = (kind: TaskKind): TaskKind[] => {
  const next = TASK_KIND_NAMES.filter((other) => (TASK_KINDS[other].after as readonly TaskKind[]).includes(kind));
  return [...next, ...next.flatMap(kindsAfter)];
};
