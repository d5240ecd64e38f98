import type { TaskKind } from '@media/core';
import { type Job, until } from '../scene.fixture.js';
import type { Step, Target } from './database-gate.fixture.js';
import type { FaultScene } from './fault-scene.fixture.js';
import type { Held } from './store-gate.fixture.js';

/** Armed before a job starts, so that the moment can't be missed. */
type Armed = {
  /** Resolves with the worker's name when it reaches the moment, where it usually blocks. */
  reached(job: Job): Promise<string>;
  release(): unknown;
};
type Moment = (scene: FaultScene, target: Target) => Promise<Armed>;

const POLL_MS = 5;

const inTransaction =
  (step: Step): Moment =>
  ({ gates }, target) =>
    gates.database.hold(step, target);

/** Polls for the attempt's row in this state. By then, the worker can be a few milliseconds past the moment. */
const whenAttemptIs =
  (status: 'running' | 'completed'): Moment =>
  async (scene, target) => ({
    reached: (job) => until(async () => (await scene.attemptOf(job, target, status))?.worker, undefined, POLL_MS),
    release: () => undefined,
  });

/** Matches the process of a task's kind; undefined for kinds that don't run in parallel with others. */
const PROCESSES: Record<TaskKind, RegExp | undefined> = {
  fetch: undefined,
  probe: undefined,
  encode: /^(?!.*preview\.mp4).*libx264/s,
  audio: /\0aac\0/,
  images: /poster\.jpg/,
  repackage: /\0copy\0/,
  text: /\.ass/,
  poster: /segment\.mp4/,
  package: undefined,
  verify: undefined,
};

/** Polls for a media process of the attempt. Blocks the task's end, so that a process that ends too early is reported as missed. */
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
        POLL_MS,
      ),
    release: ending.release,
  };
};

const TASK_IN_KEY = /^media\/[^/]+\/[^/]+\/([^/]+)\//;

/** Blocks a storage request of the attempt. */
const atStore =
  (method: Held['method'], at: Held['at'], name = /./): Moment =>
  async (scene, target) => {
    /** A read is identified by the kind of its task, because tasks that read published objects run one at a time. */
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
        if (!attempt) throw new Error(`no ${target.kind} task is running`);
        return attempt.worker;
      },
      release: held.release,
    };
  };

/** Moments of an attempt at which its worker can be killed, in chronological order. */
export const MOMENTS = {
  'during the claim': inTransaction('claiming'),
  'just after the claim': whenAttemptIs('running'),
  'halfway through a read': atStore('GET', 'half'),
  'while its process is running': whileProcessRuns,
  'halfway through an upload': atStore('PUT', 'half'),
  'after an upload, before the response': atStore('PUT', 'response'),
  'with its first piece published but not committed': inTransaction('publishing'),
  'halfway through its second piece': atStore('PUT', 'half', /-1\.mp4$/),
  'after its last piece, before the response': atStore('PUT', 'response', /-2\.mp4$/),
  'with its rows written but not committed': inTransaction('ending'),
  'just after it ends': whenAttemptIs('completed'),
} satisfies Record<string, Moment>;
export type MomentName = keyof typeof MOMENTS;

/** The moments of a task that publishes pieces, from its running process to its end. */
export const PIECE_MOMENTS: readonly MomentName[] = [
  'while its process is running',
  'halfway through an upload',
  'with its first piece published but not committed',
  'halfway through its second piece',
  'after its last piece, before the response',
  'with its rows written but not committed',
];
