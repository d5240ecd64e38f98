import type { TaskStatus } from './task-lifecycle.js';

/** `images` is apart from `light`, so that no number of posters and previews takes a slot that audio needs to become playable. */
export type QueueName = 'encode' | 'io' | 'light' | 'images';
export const QUEUE_NAMES: readonly QueueName[] = ['encode', 'io', 'light', 'images'];

type KindEntry = { queue: QueueName; after: readonly string[]; reads: readonly string[]; optional: boolean };

/**
 * The kinds of task: the queue (by weight of work), what must have ended before, whether the job goes on without it, and the
 * kinds whose results its step reads: a claim brings no others. How much memory a step may use follows from what the probe found.
 * What reads the source waits for `fetch` too, which a retry may have to send back. The diagram in ARCHITECTURE.md is tested
 * against this table. A new kind needs a new PLAN_VERSION: workers of an older release must not claim what they cannot do.
 */
export const TASK_KINDS = {
  fetch: { queue: 'io', after: [], reads: [], optional: false },
  probe: { queue: 'io', after: ['fetch'], reads: ['fetch'], optional: false },
  encode: { queue: 'encode', after: ['fetch', 'probe'], reads: ['fetch', 'probe'], optional: false },
  repackage: { queue: 'io', after: ['fetch', 'probe'], reads: ['fetch', 'probe'], optional: false },
  audio: { queue: 'light', after: ['fetch', 'probe'], reads: ['fetch', 'probe'], optional: false },
  images: { queue: 'images', after: ['fetch', 'probe'], reads: ['fetch', 'probe'], optional: true },
  package: { queue: 'io', after: ['encode', 'repackage', 'audio'], reads: ['probe', 'audio'], optional: false },
  verify: {
    queue: 'io',
    after: ['images', 'package'],
    reads: ['encode', 'repackage', 'audio', 'images', 'package'],
    optional: false,
  },
} as const satisfies Record<string, KindEntry>;

export type TaskKind = keyof typeof TASK_KINDS;
export const TASK_KIND_NAMES = Object.keys(TASK_KINDS) as TaskKind[];

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
