import type { JobView, TaskView } from '@media/sdk';
import { hasFailed } from '../../timeline/attempt-status';

export type Failure = { task: TaskView; attempt: TaskView['attempts'][number] };

/** The attempt that a job failed by: the last one that failed. Those that this cancelled ended a moment later. */
export const lastFailure = (job: Pick<JobView, 'tasks'> | undefined): Failure | undefined =>
  (job?.tasks ?? [])
    .flatMap((task) => task.attempts.map((attempt) => ({ task, attempt })))
    .filter(({ attempt }) => hasFailed(attempt))
    .sort((a, b) => (a.attempt.endedAt ?? '').localeCompare(b.attempt.endedAt ?? ''))
    .at(-1);
