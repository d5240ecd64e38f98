import { lifecycle } from './lifecycle.js';

/**
 * The life of a task. Every row is a status, every entry "event: next status".
 * Nothing else in the code base may decide what comes next.
 *
 * `takenOver`: an earlier job has made the same already. `claimed` raises the task's epoch; `released` hands a task back unharmed (a worker shuts down);
 * `replayed` is a person's wish to try again after the end; `reopened` sends back what the last look found wrong, and all
 * that was made of it.
 */
export const TASK_LIFECYCLE = {
  waiting: { ready: 'queued', takenOver: 'completed', cancelled: 'cancelled' },
  queued: { claimed: 'running', cancelled: 'cancelled' },
  running: {
    completed: 'completed',
    failedForGood: 'failed',
    willRetry: 'retrying',
    leaseLost: 'retrying',
    released: 'queued',
    reopened: 'waiting',
    cancelled: 'cancelled',
  },
  retrying: { claimed: 'running', cancelled: 'cancelled' },
  completed: { reopened: 'waiting' },
  failed: { replayed: 'waiting' },
  cancelled: { replayed: 'waiting' },
} as const satisfies Record<string, Partial<Record<string, string>>>;

export const TASKS = lifecycle(TASK_LIFECYCLE);
export type TaskStatus = keyof typeof TASK_LIFECYCLE;
export type TaskEvent = Parameters<typeof TASKS.next>[1];
