import type { JobView, TaskView } from '@media/sdk';
import { type KindSummary, taskKinds } from '../timeline/task-kinds';

/** A line of a job: one task, or all tasks of a kind that has many. */
export type JobEntry = { task: TaskView } | { kind: KindSummary };

/** More tasks of a kind than this are one entry. */
const MOST_LISTED = 3;

const ACTIVE: readonly TaskView['status'][] = ['running', 'retrying', 'failed'];

/** The entries of a job: those that run or failed, and the others. */
export const jobEntries = (job: Pick<JobView, 'tasks'>): { active: JobEntry[]; others: JobEntry[] } => {
  const entries = taskKinds(job).flatMap((kind): JobEntry[] =>
    kind.tasks.length > MOST_LISTED ? [{ kind }] : kind.tasks.map((task) => ({ task })),
  );
  return { active: entries.filter(isActive), others: entries.filter((entry) => !isActive(entry)) };
};

const isActive = (entry: JobEntry): boolean =>
  ('task' in entry ? [entry.task] : entry.kind.tasks).some(({ status }) => ACTIVE.includes(status));
