import type { JobView, TaskView } from '@media/sdk';

/** How many tasks of a kind there are, and how many of them are done, under way and waiting. */
export type KindSummary = { kind: string; tasks: TaskView[]; done: number; running: number; waiting: number };

const WAITING: readonly TaskView['status'][] = ['waiting', 'queued', 'retrying'];

/** The kinds of task that a job has, in its own order: whatever kinds there are. */
export const taskKinds = ({ tasks }: Pick<JobView, 'tasks'>): KindSummary[] =>
  [...new Set(tasks.map(({ kind }) => kind))].map((kind) => {
    const own = tasks.filter((task) => task.kind === kind);
    const count = (has: (task: TaskView) => boolean) => own.filter(has).length;
    return {
      ...{ kind, tasks: own },
      done: count(({ status }) => status === 'completed'),
      running: count(({ status }) => status === 'running'),
      waiting: count(({ status }) => WAITING.includes(status)),
    };
  });

/** A task in words. Names do not always tell the kind: chunk 3 of what? */
export const taskTitle = ({ kind, name }: Pick<TaskView, 'kind' | 'name'>): string =>
  name.startsWith(kind) ? name : `${kind} ${name}`;

/** What there is of a kind in words: `2 of 5 done, 1 running, 2 waiting`. */
export const kindCounts = ({ tasks, done, running, waiting }: KindSummary): string => {
  const facts = [
    tasks.length === 1 ? done === 1 && 'done' : `${done} of ${tasks.length} done`,
    running > 0 && (tasks.length === 1 ? 'running' : `${running} running`),
    waiting > 0 && (tasks.length === 1 ? 'waiting' : `${waiting} waiting`),
  ];
  return facts.filter(Boolean).join(', ') || 'not done';
};
