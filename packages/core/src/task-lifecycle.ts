import { lifecycle } from './lifecycle.js';

/**
 * The lifecycle of a task. Each row is a status, each entry is "event: next status". Only this table decides what comes next.
 *
 * `reused`: an earlier job has already made the same result. `claimed` raises the task's epoch. `released`: a worker that shuts
 * down returns the task. `due`: the delay before the next attempt is over. `replayed`: a user retries the job. `reopened`: verify
 * found wrong output and sends the task back, with all tasks that depend on it.
 */
export const TASK_LIFECYCLE = {
  waiting: { ready: 'queued', reused: 'completed', cancelled: 'cancelled' },
  queued: { claimed: 'running', cancelled: 'cancelled' },
  running: {
    completed: 'completed',
    failed: 'failed',
    retryScheduled: 'retrying',
    leaseLost: 'retrying',
    released: 'queued',
    reopened: 'waiting',
    cancelled: 'cancelled',
  },
  retrying: { due: 'queued', claimed: 'running', cancelled: 'cancelled' },
  completed: { reopened: 'waiting' },
  failed: { replayed: 'waiting' },
  cancelled: { replayed: 'waiting' },
} as const satisfies Record<string, Partial<Record<string, string>>>;

export const TASKS = lifecycle(TASK_LIFECYCLE);
export type TaskStatus = keyof typeof TASK_LIFECYCLE;
export type TaskEvent = Parameters<typeof TASKS.next>[1];
