import { RunTask } from '@media/contracts';
import { PLAN_VERSION, QUEUE_NAMES, type QueueName } from '@media/core';
import { type Job, Queue, Worker } from 'bullmq';
import type { Logger } from './log.js';
import { inMessageSpan, sendInSpan } from './message-spans.js';
import { connectRedis, type RedisConfig } from './redis.js';

/** A task to enqueue. */
export type QueuedTask = RunTask & { queue: QueueName };

/** Finished messages are removed, so that a task that is still due can be enqueued again with the same id. */
const REMOVE_WHEN_DONE = { removeOnComplete: true, removeOnFail: true, attempts: 1 };

/** Each plan version has its own queues, so a worker never receives a task that it can't process. */
const keysOf = ({ prefix }: RedisConfig, planVersion: number): string => `${prefix}:queue:plan-${planVersion}`;

// BullMQ forbids colons in job ids.
const idOf = ({ taskId, epoch }: RunTask): string => `${taskId}-${epoch}`;

/** The producer's side of the task queues. */
export const createTaskQueues = (config: RedisConfig, log: Logger, planVersion = PLAN_VERSION) => {
  const connection = connectRedis(config, log);
  const prefix = keysOf(config, planVersion);
  const queues = new Map(QUEUE_NAMES.map((name) => [name, new Queue(name, { connection, prefix })]));
  for (const queue of queues.values()) queue.on('error', (error) => log.warn({ err: error }, 'Queue error'));
  return {
    /**
     * Makes the waiting messages of every queue exactly these tasks, in this order. Messages that a worker has already taken stay with
     * it. Returns how many messages were added.
     */
    arrange: async (tasks: readonly QueuedTask[]): Promise<number> => {
      const added = [...queues].map(([name, queue]) =>
        arrangeQueue(
          queue,
          tasks.filter((task) => task.queue === name),
        ),
      );
      return (await Promise.all(added)).reduce((sum, count) => sum + count, 0);
    },
    /** Processes that consume a queue; zero if Redis can't tell. */
    countConsumers: async (name: QueueName): Promise<number> => (await queues.get(name)?.getWorkersCount()) ?? 0,
    /** Messages in each queue by state. @throws when Redis is unavailable */
    countMessages: async (): Promise<Map<QueueName, MessageCounts>> =>
      new Map(await Promise.all([...queues].map(async ([name, queue]) => [name, await countsOf(queue)] as const))),
    close: async (): Promise<void> => {
      await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
      connection.disconnect();
    },
  };
};
export type TaskQueues = ReturnType<typeof createTaskQueues>;

/** Keeps the messages at the front that are already in order, and replaces all others. */
const arrangeQueue = async (queue: Queue, tasks: readonly QueuedTask[]): Promise<number> => {
  const waiting = await queue.getRanges(['wait'], 0, -1, true);
  const active = new Set(await queue.getRanges(['active'], 0, -1, true));
  const wanted = tasks.filter((task) => !active.has(idOf(task)));
  const firstWrong = waiting.findIndex((id, index) => wanted[index] === undefined || idOf(wanted[index]) !== id);
  const kept = firstWrong === -1 ? waiting.length : firstWrong;
  for (const id of waiting.slice(kept)) await queue.remove(id);
  const missing = wanted.slice(kept);
  if (missing.length > 0) await sendInSpan(queue.name, missing, (traced) => queue.addBulk(traced.map(messageFor)));
  return missing.length;
};

const messageFor = (task: QueuedTask) => ({
  name: 'runTask',
  data: { taskId: task.taskId, epoch: task.epoch },
  opts: {
    ...{ ...REMOVE_WHEN_DONE, jobId: idOf(task) },
    // BullMQ's own place for trace context. Workers of earlier releases reject unknown fields in `data`.
    ...(task.traceparent && { telemetry: { metadata: task.traceparent } }),
  },
});

export type MessageCounts = { waiting: number; active: number; delayed: number };

const countsOf = async (queue: Queue): Promise<MessageCounts> => {
  // BullMQ counts messages with a priority separately.
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
  /** After this time without a sign of life, a process's messages go to others, within the same time again. */
  silentMs?: number;
  planVersion?: number;
  run(task: RunTask): Promise<void>;
};

/** Usually half a lease, so that a worker that dies before its claim is replaced no later than one that dies after it. */
const SILENT_MS = 10_000;

/** Consumes one queue. If `run` throws, the message is logged and dropped: the task's row decides what happens next. */
export const consumeQueue = (
  config: RedisConfig,
  log: Logger,
  { queue, concurrency, run, silentMs = SILENT_MS, planVersion = PLAN_VERSION }: ConsumeOptions,
) => {
  const connection = connectRedis(config, log, { blocking: true });
  const worker = new Worker(queue, (job) => inMessageSpan(queue, messageOf(job), run), {
    connection,
    concurrency,
    prefix: keysOf(config, planVersion),
    // The lease in PostgreSQL decides, not BullMQ's stall detection, so redelivery is unlimited.
    maxStalledCount: 1_000_000,
    lockDuration: silentMs,
    // A check is skipped if another process has just done it.
    stalledInterval: silentMs / 2,
  });
  worker.on('error', (error) => log.warn({ err: error, queue }, 'Queue consumer error'));
  worker.on('failed', (job, error) => log.warn({ err: error, queue, message: job?.id }, 'Message processing failed'));
  return {
    /** Takes no new messages; work in progress continues. */
    pause: (): Promise<void> => worker.pause(true),
    /** Waits for work in progress, then disconnects. */
    close: async (): Promise<void> => {
      await worker.close();
      connection.disconnect();
    },
  };
};
export type QueueConsumer = ReturnType<typeof consumeQueue>;
