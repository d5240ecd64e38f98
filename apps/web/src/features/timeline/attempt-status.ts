import type { AttemptView } from './timeline-rows';

type Status = AttemptView['status'];

export const ATTEMPT_TEXTS: Record<Status, string> = {
  running: 'running',
  completed: 'completed',
  failed: 'failed',
  lost: 'worker lost',
  released: 'returned to the queue',
  cancelled: 'canceled',
};

/** Canceling isn't a failure, and neither is a worker that shuts down. */
export const hasFailed = ({ status }: Pick<AttemptView, 'status'>): boolean => status === 'failed' || status === 'lost';
