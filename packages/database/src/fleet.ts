import { PLAN_VERSION, TASK_KIND_NAMES, type TaskKind } from '@media/core';

/**
 * The workers of one release. A job belongs to one fleet from its first claim to its end: only that fleet knows its plan, its
 * kinds of task and what each of them leaves for the next. Fleets share the tables, and each has its own dispatcher and queues.
 */
export type Fleet = { planVersion: number; kinds: readonly TaskKind[] };

/** The fleet that this process belongs to. */
export const FLEET: Fleet = { planVersion: PLAN_VERSION, kinds: TASK_KIND_NAMES };
