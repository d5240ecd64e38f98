import type { TaskKind } from '@media/core';
import { type Job, until } from '../scene.fixture.js';
import type { Step, Target } from './database-gate.fixture.js';
import type { FaultScene } from './fault-scene.fixture.js';
import type { Held } from './store-gate.fixture.js';

/** Armed before a job starts, so that nothing is missed. */
type Armed = {
  /** The worker that has reached the moment and usually blocks there. */
  reached(job: Job): Promise<string>;
  release(): unknown;
};
type Moment = (scene: FaultScene, target: Target) => Promise<Armed>;

const OFTEN_MS = 5;

const inTransaction =
  (step: Step): Moment =>
  ({ gates }, target) =>
    gates.database.hold(step, target);

/** Watches for the attempt's row in this state. The worker may be a few milliseconds further by then. */
const whenAttemptIs =
  (status: 'running' | 'completed'): Moment =>
  async (scene, target) => ({
    reached: (job) => until(async () => (await scene.attemptOf(job, target, status))?.worker, undefined, OFTEN_MS),
    release: () => undefined,
  });

/** Distinguishes a step's process from those of parallel tasks; undefined for kinds that run alone. */
const PROCESSES: Record<TaskKind, RegExp | undefined> = {
  fetch: undefined,
  probe: undefined,
  encode: /^(?!.*preview\.mp4).*libx264/s,
  audio: /\0aac\0/,
  images: /poster\.jpg/,
  repackage: /\0copy\0/,
  package: undefined,
  verify: undefined,
};

/** Watches for a media process of the attempt. If it ends too early, the task's end is blocked and the test reports the miss. */
const whileProcessRuns: Moment = async (scene, target) => {
  const ending = await scene.gates.database.hold('ending', target);
  return {
    reached: (job) =>
      until(
        async () => {
          const attempt = await scene.attemptOf(job, target, 'running');
          if (!attempt) return undefined;
          const found = scene.mediaProcesses(scene.dirOf(attempt.worker), PROCESSES[target.kind]);
          return found.length > 0 ? attempt.worker : undefined;
        },
        undefined,
        OFTEN_MS,
      ),
    release: ending.release,
  };
};

const TASK_IN_KEY = /^media\/[^/]+\/[^/]+\/([^/]+)\//;

/** Blocks a request of the attempt on its way to the store. */
const atTheStore =
  (method: Held['method'], at: Held['at'], name = /./): Moment =>
  async (scene, target) => {
    /** Readers are identified by kind, because tasks that read published objects run one at a time. */
    const isWanted = async (key: string): Promise<boolean> => {
      if (!name.test(key)) return false;
      if (method === 'GET' && key.startsWith('sources/') !== (target.kind === 'fetch')) return false;
      const id = method === 'PUT' ? { id: TASK_IN_KEY.exec(key)?.[1] ?? '' } : {};
      return (await scene.database.sql.task.count({ where: { ...id, ...target, status: 'running' } })) > 0;
    };
    const held = scene.gates.store.hold({ method, at, isWanted });
    return {
      reached: async (job) => {
        await held.reached();
        const attempt = await scene.attemptOf(job, target, 'running');
        if (!attempt) throw new Error(`no ${target.kind} is running`);
        return attempt.worker;
      },
      release: held.release,
    };
  };

/** Moments of an attempt at which its worker can be killed, in order. */
export const MOMENTS = {
  'as it claims': inTransaction('claiming'),
  'just after the claim': whenAttemptIs('running'),
  'half-way through a read': atTheStore('GET', 'half'),
  'while its process runs': whileProcessRuns,
  'half-way through an upload': atTheStore('PUT', 'half'),
  'with an upload done but not answered': atTheStore('PUT', 'answer'),
  'with its first piece named but not committed': inTransaction('naming'),
  'half-way through its second piece': atTheStore('PUT', 'half', /-1\.mp4$/),
  'with its last piece done but not answered': atTheStore('PUT', 'answer', /-2\.mp4$/),
  'with its rows written but not committed': inTransaction('ending'),
  'just after its end': whenAttemptIs('completed'),
} satisfies Record<string, Moment>;
export type MomentName = keyof typeof MOMENTS;

/** The moments of a task that publishes pieces, from its running process to its end. */
export const PIECE_MOMENTS: readonly MomentName[] = [
  'while its process runs',
  'half-way through an upload',
  'with its first piece named but not committed',
  'half-way through its second piece',
  'with its last piece done but not answered',
  'with its rows written but not committed',
];
