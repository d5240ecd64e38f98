import { setTimeout as sleep } from 'node:timers/promises';
import { makePlan, type Plan, QUEUE_NAMES, RECIPES, type SourceProbe } from '@media/core';
import { type ClaimedTask, type Claims, storePlan, type TaskEndings } from '@media/database';
import { consumeQueue, type Logger, type RedisConfig, type TaskQueues } from '@media/runtime';
import { costOf } from './cost-model.ts';
import { simulatedProbe, simulatedTimeline } from './simulated-video.ts';

/** Longer than any task, because leases aren't renewed. */
const LEASE_MS = 600_000;
/** The real worker's defaults: see consume-queues in apps/worker. */
const CONCURRENCY = { encode: 1, io: 2, light: 1, images: 1 } as const;

export type SimulatedDeps = {
  redis: RedisConfig;
  log: Logger;
  claims: Pick<Claims, 'claim'>;
  endings: Pick<TaskEndings, 'complete'>;
  queues: Pick<TaskQueues, 'countConsumers'>;
  /** Simulated seconds per real second. */
  speed: number;
};

/** A worker that claims, plans and completes tasks like a real one, but only sleeps for the simulated duration of each step. */
export const startSimulatedWorker = (deps: SimulatedDeps, name: string) => {
  const consumers = QUEUE_NAMES.map((queue) =>
    consumeQueue(deps.redis, deps.log, {
      queue,
      concurrency: CONCURRENCY[queue],
      run: async (message) => {
        const task = await deps.claims.claim(message, name, LEASE_MS);
        if (task) await work(deps, task);
      },
    }),
  );
  return {
    close: async (): Promise<void> => {
      await Promise.all(consumers.map((consumer) => consumer.close()));
    },
  };
};

const work = async (deps: SimulatedDeps, task: ClaimedTask): Promise<void> => {
  // The file name is the duration in seconds.
  const probe = simulatedProbe(Number(task.source.fileName));
  const plan = task.job.plan ?? undefined;
  await sleep((costOf(task, probe, plan) / deps.speed) * 1000);
  if (task.kind !== 'probe') return void (await deps.endings.complete(task, {}, {}, async () => undefined));
  const newPlan = await planFor(deps, probe);
  const stored = { probe, plan: newPlan, planHash: task.jobId };
  await deps.endings.complete(task, {}, {}, (tx, job) => storePlan(tx, job, stored));
};

const planFor = async ({ queues }: SimulatedDeps, probe: SourceProbe): Promise<Plan> => {
  const encodeSlots = Math.max(1, await queues.countConsumers('encode'));
  return makePlan(probe, simulatedTimeline(probe.durationMs / 1000), RECIPES.stream, { encodeSlots });
};
