import type { JobView, TaskView } from '@media/sdk';

export type Failure = { task: TaskView; attempt: TaskView['attempts'][number] };

/** The attempt that a job failed by: the last one of its tasks that ended with an error. */
export const lastFailure = (job: Pick<JobView, 'tasks'> | undefined): Failure | undefined =>
  (job?.tasks ?? [])
    .flatMap((task) => task.attempts.map((attempt) => ({ task, attempt })))
    .filter(({ attempt }) => attempt.errorCode !== undefined)
    .sort((a, b) => (a.attempt.endedAt ?? '').localeCompare(b.attempt.endedAt ?? ''))
    .at(-1);
