import type { AttemptView } from './timeline-rows';

type Status = AttemptView['status'];

/** How an attempt stands, in words. */
export const ATTEMPT_TEXTS: Record<Status, string> = {
  running: 'running',
  completed: 'completed',
  failed: 'failed',
  lost: 'worker lost',
  released: 'returned to the queue',
  cancelled: 'cancelled',
};

/** A cancel and a worker's orderly shutdown are no failures. */
export const hasFailed = ({ status }: Pick<AttemptView, 'status'>): boolean => status === 'failed' || status === 'lost';
