import type { JobView, TaskView } from '@media/sdk';

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
  /** From its first attempt to its last, or until now. */
  tookMs?: number;
  /** How many attempts there were beyond one for each task. */
  extraTries: number;
  /** Of its last attempt that failed. */
  errorCode?: string;
};

const STEP_TITLES: Record<TaskView['kind'], string> = {
  fetch: 'Fetch the file',
  probe: 'Look at what is in it',
  encode: 'Encode the picture',
  repackage: 'Repackage the picture',
  audio: 'Encode the sound',
  images: 'Make pictures',
  package: 'Put it all together',
  verify: 'Check the result',
};

/** What a job consists of, in its own order. */
export const stepsOf = ({ tasks }: Pick<JobView, 'tasks'>, nowMs: number): Step[] =>
  [...new Set(tasks.map(({ kind }) => kind))].map((kind) => {
    const own = tasks.filter((task) => task.kind === kind);
    const attempts = own.flatMap((task) => task.attempts);
    const running = attempts.filter(({ status }) => status === 'running');
    const errorCode = attempts.findLast((attempt) => attempt.errorCode !== undefined)?.errorCode;
    const tookMs = tookOf(attempts, nowMs);
    return {
      ...{ kind, title: STEP_TITLES[kind], state: stateOf(own), total: own.length },
      done: own.filter(({ status }) => status === 'completed').length,
      workers: [...new Set(running.map(({ worker }) => worker))],
      ...(tookMs !== undefined && { tookMs }),
      extraTries: own.reduce((sum, task) => sum + Math.max(0, task.attempts.length - 1), 0),
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

const tookOf = (attempts: TaskView['attempts'], nowMs: number): number | undefined => {
  if (attempts.length === 0) return undefined;
  const begun = Math.min(...attempts.map(({ startedAt }) => Date.parse(startedAt)));
  const ended = Math.max(...attempts.map(({ endedAt }) => (endedAt === undefined ? nowMs : Date.parse(endedAt))));
  return Math.max(0, ended - begun);
};
