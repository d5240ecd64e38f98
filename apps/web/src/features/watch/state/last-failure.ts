import type { JobView, TaskView } from '@media/sdk';
import { hasFailed } from '../../timeline/attempt-status';

export type Failure = { task: TaskView; attempt: TaskView['attempts'][number] };

/** The failed attempt that ended last. It made the job fail; running attempts were then canceled. */
export const lastFailure = (job: Pick<JobView, 'tasks'> | undefined): Failure | undefined =>
  (job?.tasks ?? [])
    .flatMap((task) => task.attempts.map((attempt) => ({ task, attempt })))
    .filter(({ attempt }) => hasFailed(attempt))
    .sort((a, b) => (a.attempt.endedAt ?? '').localeCompare(b.attempt.endedAt ?? ''))
    .at(-1);
