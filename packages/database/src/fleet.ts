import { PLAN_VERSION, TASK_KIND_NAMES, type TaskKind } from '@media/core';

/**
 * The workers of one plan version. A job belongs to one fleet from its first claim on, because only that fleet understands
 * its plan, task kinds and results. Fleets share the tables; each has its own dispatcher and queues.
 */
export type Fleet = { planVersion: number; kinds: readonly TaskKind[] };

/** The fleet of this process. */
export const FLEET: Fleet = { planVersion: PLAN_VERSION, kinds: TASK_KIND_NAMES };
