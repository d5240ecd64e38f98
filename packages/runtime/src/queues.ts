import { RunTask } from '@media/contracts';
import { PLAN_VERSION, QUEUE_NAMES, type QueueName } from '@media/core';
import { Queue, Worker } from 'bullmq';
import type { Logger } from './log.js';
import { connectRedis, type RedisConfig } from './redis.js';

/** `priority`: lower is heard first; of one priority, what rang first. */
export type Ring = RunTask & { queue: QueueName; priority: number; delayMs: number };

/** Done or failed, a ring leaves no trace: a task that is still due must be able to ring again under the same id. */
const FORGET = { removeOnComplete: true, removeOnFail: true, attempts: 1 };

/** Every plan version has queues of its own: a worker never hears a ring for what it does not know, and never takes it from one that does. */
const keysOf = ({ prefix }: RedisConfig, planVersion: number): string => `${prefix}:queue:plan-${planVersion}`;

/** The doorbell. Ringing for the same task and epoch twice is one ring. */
export const createBell = (config: RedisConfig, log: Logger, planVersion = PLAN_VERSION) => {
  const connection = connectRedis(config, log);
  const prefix = keysOf(config, planVersion);
  const queues = new Map(QUEUE_NAMES.map((name) => [name, new Queue(name, { connection, prefix })]));
  for (const queue of queues.values()) queue.on('error', (error) => log.warn({ err: error }, 'queue'));
  return {
    ring: async (rings: readonly Ring[]): Promise<void> => {
      for (const [name, queue] of queues) {
        const mine = rings.filter((ring) => ring.queue === name);
        if (mine.length === 0) continue;
        await queue.addBulk(
          mine.map(({ taskId, epoch, priority, delayMs }) => ({
            name: 'runTask',
            data: { taskId, epoch },
            // A colon is not allowed in a job's id.
            opts: { ...FORGET, jobId: `${taskId}-${epoch}`, priority, ...(delayMs > 0 && { delay: delayMs }) },
          })),
        );
      }
    },
    /** Processes that answer a queue; zero where Redis does not tell. */
    countAnswerers: async (name: QueueName): Promise<number> => (await queues.get(name)?.getWorkersCount()) ?? 0,
    close: async (): Promise<void> => {
      await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
      connection.disconnect();
    },
  };
};
export type Bell = ReturnType<typeof createBell>;

export type QueueWorkerOptions = {
  queue: QueueName;
  concurrency: number;
  /** Others hear the rings of a process that says nothing for so long, and up to as long again. */
  silentMs?: number;
  planVersion?: number;
  run(task: RunTask): Promise<void>;
};

/** Half of a lease, as a rule: who died between a ring and its claim must not be waited for longer than one who held it. */
const SILENT_MS = 10_000;

/** Answers the doorbell of one queue. A ring whose work throws is logged and forgotten: the task's row decides on the next. */
export const answerBell = (
  config: RedisConfig,
  log: Logger,
  { queue, concurrency, run, silentMs = SILENT_MS, planVersion = PLAN_VERSION }: QueueWorkerOptions,
) => {
  const connection = connectRedis(config, log, { blocking: true });
  const worker = new Worker(queue, async (job) => run(RunTask.parse(job.data)), {
    connection,
    concurrency,
    prefix: keysOf(config, planVersion),
    // A stall is a hint, never a verdict: the lease in Postgres is. So BullMQ may ring again as often as it likes.
    maxStalledCount: 1_000_000,
    lockDuration: silentMs,
    // A look is skipped now and then, when another process has had its own just before.
    stalledInterval: silentMs / 2,
  });
  worker.on('error', (error) => log.warn({ err: error, queue }, 'queue worker'));
  worker.on('failed', (job, error) => log.warn({ err: error, queue, ring: job?.id }, 'ring ended with an error'));
  return {
    /** Takes no new rings; those being answered go on. */
    pause: (): Promise<void> => worker.pause(true),
    /** Waits for what is being answered, then leaves. */
    close: async (): Promise<void> => {
      await worker.close();
      connection.disconnect();
    },
  };
};
export type BellAnswerer = ReturnType<typeof answerBell>;
