import { lifecycle } from './lifecycle.js';

/** The lifecycle of a job: one run of one recipe on one video. */
export const JOB_LIFECYCLE = {
  queued: { started: 'running', failed: 'failed', cancelled: 'cancelled' },
  running: { completed: 'completed', failed: 'failed', cancelled: 'cancelled' },
  completed: {},
  failed: { replayed: 'queued' },
  cancelled: { replayed: 'queued' },
} as const satisfies Record<string, Partial<Record<string, string>>>;

export const JOBS = lifecycle(JOB_LIFECYCLE);
export type JobStatus = keyof typeof JOB_LIFECYCLE;
export type JobEvent = Parameters<typeof JOBS.next>[1];
