import { type Plan, storageKeys, type TaskKind, type TaskResults } from '@media/core';
import {
  addMediaObjects,
  type ClaimedTask,
  claimRepository,
  type Database,
  dispatchRepository,
  FLEET,
  type Fleet,
  markIfPlayable,
  storePlan,
  taskEndings,
} from './index.js';
import { PLAN, PROBE } from './job.fixture.js';

export const LEASE_MS = 20_000;

/** Acts as dispatcher and worker without ffmpeg: claims and completes the tasks of a plan, by default job.fixture.ts's. */
export const fakeWorker = (database: () => Database, plan: Plan = PLAN, planHash = 'hash', fleet: Fleet = FLEET) => {
  const due = () => dispatchRepository(database(), fleet).due(100);

  /** Claims the next due task of a kind. */
  const claim = async (kind: TaskKind, worker = 'worker-1'): Promise<ClaimedTask> => {
    for (const queued of await due()) {
      const row = await database().sql.task.findUniqueOrThrow({ where: { id: queued.taskId } });
      const claimed =
        row.kind === kind ? await claimRepository(database(), fleet).claim(queued, worker, LEASE_MS) : undefined;
      if (claimed) return claimed;
    }
    throw new Error(`no ${kind} task is due`);
  };

  /** The result contains only the kind, which is enough to test where results go. */
  const resultFrom = ({ kind }: ClaimedTask) => ({ from: kind }) as object as TaskResults[TaskKind];

  const complete = (task: ClaimedTask) =>
    taskEndings(database()).complete(task, resultFrom(task), { cpuSeconds: 1 }, async (tx, job) => {
      if (task.kind === 'probe') await storePlan(tx, job, { probe: PROBE, plan, planHash });
      if (task.kind !== 'encode' && task.kind !== 'audio') return;
      const kind = task.kind === 'encode' ? 'video' : 'audio';
      const key = `${storageKeys.taskPrefix(task.videoId, task.job.planHash, task.id, task.epoch)}track.mp4`;
      const object = { kind, trackIndex: 0, chunkIndex: task.index, key, sizeBytes: 10 } as const;
      const bytes = { initSize: 1, initHash: 'h', codecs: 'avc1', timescale: 25, segments: [] };
      await addMediaObjects(tx, task, [{ ...object, ...bytes }]);
      await markIfPlayable(tx, job);
    });

  const run = async (...kinds: TaskKind[]): Promise<void> => {
    for (const kind of kinds) await complete(await claim(kind));
  };

  return { due, claim, complete, run };
};
