import type { JobView, TaskView } from '@media/sdk';
import { hasFailed } from '../../timeline/attempt-status';
import { stepTitle } from '../../timeline/step-titles';
import { busyMs } from '../../timeline/time-scale';
import { spanOf } from '../../timeline/timeline-rows';

type StepState = 'waiting' | 'running' | 'retrying' | 'done' | 'failed' | 'cancelled';

/** All tasks of one kind. */
export type Step = {
  kind: TaskView['kind'];
  title: string;
  state: StepState;
  done: number;
  total: number;
  /** The workers that run one of its tasks now. */
  workers: string[];
  /** Time with a running attempt, without gaps such as between cancel and resume. */
  elapsedMs?: number;
  /** Without attempts that were canceled or returned to the queue. */
  failedAttempts: number;
  /** Of the last failed attempt. */
  errorCode?: NonNullable<TaskView['attempts'][number]['errorCode']>;
};

/** In the order of the job. */
export const stepsOf = ({ tasks }: Pick<JobView, 'tasks'>, nowMs: number): Step[] =>
  [...new Set(tasks.map(({ kind }) => kind))].map((kind) => {
    const own = tasks.filter((task) => task.kind === kind);
    const attempts = own.flatMap((task) => task.attempts);
    const running = attempts.filter(({ status }) => status === 'running');
    const failed = attempts.filter(hasFailed);
    const errorCode = failed.findLast((attempt) => attempt.errorCode !== undefined)?.errorCode;
    return {
      ...{ kind, title: stepTitle(kind, own), state: stateOf(own), total: own.length },
      done: own.filter(({ status }) => status === 'completed').length,
      workers: [...new Set(running.map(({ worker }) => worker))],
      ...(attempts.length > 0 && { elapsedMs: busyMs(attempts.map((attempt) => spanOf(attempt, nowMs))) }),
      failedAttempts: failed.length,
      ...(errorCode !== undefined && { errorCode }),
    };
  });

const stateOf = (tasks: readonly TaskView[]): StepState => {
  const isAny = (status: TaskView['status']) => tasks.some((task) => task.status === status);
  if (isAny('running')) return 'running';
  if (isAny('failed')) return 'failed';
  if (isAny('retrying')) return 'retrying';
  if (isAny('cancelled')) return 'cancelled';
  return tasks.every(({ status }) => status === 'completed') ? 'done' : 'waiting';
};
