import type { JobView, TaskView } from '@media/sdk';
import { hasFailed } from '../../timeline/attempt-status';
import { busyMs } from '../../timeline/time-scale';
import { spanOf } from '../../timeline/timeline-rows';

type StepState = 'waiting' | 'running' | 'retrying' | 'done' | 'failed' | 'cancelled';

/** All tasks of one kind, as its owner sees them. */
export type Step = {
  kind: TaskView['kind'];
  title: string;
  state: StepState;
  done: number;
  total: number;
  /** Who works on it at the moment. */
  workers: string[];
  /** How long anything of it ran, until now: not the time between a cancel and a resume. */
  tookMs?: number;
  /** Neither those that were cancelled, nor those that a worker returned as it shut down. */
  failedAttempts: number;
  /** Of the last of them. */
  errorCode?: NonNullable<TaskView['attempts'][number]['errorCode']>;
};

const STEP_TITLES: Record<TaskView['kind'], string> = {
  fetch: 'Fetch source',
  probe: 'Analyze the source',
  encode: 'Encode video',
  repackage: 'Repackage video',
  audio: 'Encode audio',
  images: 'Create poster and preview',
  package: 'Package outputs',
  verify: 'Verify outputs',
};

/** What a job consists of, in its own order. */
export const stepsOf = ({ tasks }: Pick<JobView, 'tasks'>, nowMs: number): Step[] =>
  [...new Set(tasks.map(({ kind }) => kind))].map((kind) => {
    const own = tasks.filter((task) => task.kind === kind);
    const attempts = own.flatMap((task) => task.attempts);
    const running = attempts.filter(({ status }) => status === 'running');
    const failed = attempts.filter(hasFailed);
    const errorCode = failed.findLast((attempt) => attempt.errorCode !== undefined)?.errorCode;
    return {
      ...{ kind, title: STEP_TITLES[kind], state: stateOf(own), total: own.length },
      done: own.filter(({ status }) => status === 'completed').length,
      workers: [...new Set(running.map(({ worker }) => worker))],
      ...(attempts.length > 0 && { tookMs: busyMs(attempts.map((attempt) => spanOf(attempt, nowMs))) }),
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
