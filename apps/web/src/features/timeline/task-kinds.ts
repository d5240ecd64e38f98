import type { JobView, TaskView } from '@media/sdk';
import { statusWord } from '../video/status-word';

/** A job's tasks of one kind, and how many of them have each status. */
export type KindSummary = { kind: string; tasks: TaskView[]; completed: number; running: number; waiting: number };

const WAITING: readonly TaskView['status'][] = ['waiting', 'queued', 'retrying'];

/** In the order of the job. */
export const taskKinds = ({ tasks }: Pick<JobView, 'tasks'>): KindSummary[] =>
  [...new Set(tasks.map(({ kind }) => kind))].map((kind) => {
    const own = tasks.filter((task) => task.kind === kind);
    const count = (has: (task: TaskView) => boolean) => own.filter(has).length;
    return {
      ...{ kind, tasks: own },
      completed: count(({ status }) => status === 'completed'),
      running: count(({ status }) => status === 'running'),
      waiting: count(({ status }) => WAITING.includes(status)),
    };
  });

/** `2 of 5 completed, 1 running, 2 waiting`; of a single task, its status. */
export const kindCounts = ({ tasks, completed, running, waiting }: KindSummary): string => {
  const [only, ...others] = tasks;
  if (only && others.length === 0) return WAITING.includes(only.status) ? 'waiting' : statusWord(only.status);
  const facts = [
    `${completed} of ${tasks.length} completed`,
    running > 0 && `${running} running`,
    waiting > 0 && `${waiting} waiting`,
  ];
  return facts.filter(Boolean).join(', ');
};
