import { RunTask } from '@media/contracts';
import { PLAN_VERSION, QUEUE_NAMES, type QueueName } from '@media/core';
import { type Job, Queue, Worker } from 'bullmq';
import type { Logger } from './log.js';
import { connectRedis, type RedisConfig } from './redis.js';

/** A task to enqueue. `priority`: lower is consumed first; of one priority, what was enqueued first. */
export type QueuedTask = RunTask & { queue: QueueName; priority: number; delayMs: number };

/** Done or failed, a message leaves no trace: a task that is still due must be able to be enqueued again under the same id. */
const FORGET = { removeOnComplete: true, removeOnFail: true, attempts: 1 };

/** Every plan version has queues of its own: a worker never receives a message that it would have to refuse, and never takes it from one that wouldn't. */
const keysOf = ({ prefix }: RedisConfig, planVersion: number): string => `${prefix}:queue:plan-${planVersion}`;

/** The queues of tasks, for who fills them. The same task and epoch enqueued twice is one message. */
export const createTaskQueues = (config: RedisConfig, log: Logger, planVersion = PLAN_VERSION) => {
  const connection = connectRedis(config, log);
  const prefix = keysOf(config, planVersion);
  const queues = new Map(QUEUE_NAMES.map((name) => [name, new Queue(name, { connection, prefix })]));
  for (const queue of queues.values()) queue.on('error', (error) => log.warn({ err: error }, 'Queue error'));
  return {
    enqueue: async (tasks: readonly QueuedTask[]): Promise<void> => {
      for (const [name, queue] of queues) {
        const mine = tasks.filter((task) => task.queue === name);
        if (mine.length === 0) continue;
        await queue.addBulk(
          mine.map(({ taskId, epoch, traceparent, priority, delayMs }) => ({
            name: 'runTask',
            data: { taskId, epoch },
            opts: {
              // A colon is not allowed in a job's id.
              ...{ ...FORGET, jobId: `${taskId}-${epoch}`, priority },
              ...(delayMs > 0 && { delay: delayMs }),
              // Where BullMQ itself keeps trace context. Workers of earlier releases refuse data with any field more.
              ...(traceparent && { telemetry: { metadata: traceparent } }),
            },
          })),
        );
      }
    },
    /** Processes that consume a queue; zero where Redis can't say. */
    countConsumers: async (name: QueueName): Promise<number> => (await queues.get(name)?.getWorkersCount()) ?? 0,
    /** What each queue holds, by state. @throws when Redis is unavailable */
    countMessages: async (): Promise<Map<QueueName, MessageCounts>> =>
      new Map(await Promise.all([...queues].map(async ([name, queue]) => [name, await countsOf(queue)] as const))),
    close: async (): Promise<void> => {
      await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
      connection.disconnect();
    },
  };
};
export type TaskQueues = ReturnType<typeof createTaskQueues>;

export type MessageCounts = { waiting: number; active: number; delayed: number };

const countsOf = async (queue: Queue): Promise<MessageCounts> => {
  // BullMQ keeps those with a priority apart.
  const {
    wait = 0,
    prioritized = 0,
    active = 0,
    delayed = 0,
  } = await queue.getJobCounts(...(['wait', 'prioritized', 'active', 'delayed'] as const));
  return { waiting: wait + prioritized, active, delayed };
};

const messageOf = ({ data, opts }: Job): RunTask => RunTask.parse({ ...data, traceparent: opts.telemetry?.metadata });

export type ConsumeOptions = {
  queue: QueueName;
  concurrency: number;
  /** The messages of a process that says nothing for so long are given to others, within as long again. */
  silentMs?: number;
  planVersion?: number;
  run(task: RunTask): Promise<void>;
};

/** Half of a lease, as a rule: a worker that died between a message and its claim must not be waited for longer than one that held the task. */
const SILENT_MS = 10_000;

/** Consumes one queue. A message whose work throws is logged and forgotten: the task's row decides what comes next. */
export const consumeQueue = (
  config: RedisConfig,
  log: Logger,
  { queue, concurrency, run, silentMs = SILENT_MS, planVersion = PLAN_VERSION }: ConsumeOptions,
) => {
  const connection = connectRedis(config, log, { blocking: true });
  const worker = new Worker(queue, async (job) => run(messageOf(job)), {
    connection,
    concurrency,
    prefix: keysOf(config, planVersion),
    // A stall is a hint, never a verdict: the lease in Postgres is. So BullMQ may deliver again as often as it likes.
    maxStalledCount: 1_000_000,
    lockDuration: silentMs,
    // A look is skipped now and then, when another process has had its own just before.
    stalledInterval: silentMs / 2,
  });
  worker.on('error', (error) => log.warn({ err: error, queue }, 'Queue consumer error'));
  worker.on('failed', (job, error) => log.warn({ err: error, queue, message: job?.id }, 'Message processing failed'));
  return {
    /** Takes no new messages; the work on those taken continues. */
    pause: (): Promise<void> => worker.pause(true),
    /** Waits for the work on the messages taken, then leaves. */
    close: async (): Promise<void> => {
      await worker.close();
      connection.disconnect();
    },
  };
};
export type QueueConsumer = ReturnType<typeof consumeQueue>;
